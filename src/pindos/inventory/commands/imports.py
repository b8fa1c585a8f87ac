"""Equipment from a file: what each line would do is shown first, then it is imported."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.inventory.commands.assets import added, changed
from pindos.inventory.commands.words import Reader
from pindos.inventory.models import Asset, Intake
from pindos.inventory.queries import findables, looks_after
from pindos.inventory.terms import FIELDS, MOST_ROWS, Outcome
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.text import fold, without_invisible
from pindos.organisation.commands import read_table
from pindos.search.commands import keep_entries

HEADERS = {
    "tag": ("Αριθμός μητρώου", "Inventory number", "Tag", "Αρ. μητρώου"),
    "kind": ("Είδος", "Kind", "Type"),
    "model": ("Κατασκευαστής και μοντέλο", "Maker and model", "Model", "Μοντέλο"),
    "serial": ("Σειριακός αριθμός", "Serial number", "Serial", "S/N"),
    "site": ("Κτίριο", "Site", "Building"),
    "person": ("Χρήστης", "User", "Person"),
    "status": ("Κατάσταση", "Status"),
    "note": ("Σημείωση", "Note", "Παρατηρήσεις"),
}
NEEDED = frozenset({"tag", "kind", "site"})


@dataclass
class Draft:
    """One line: what it names, what it would do, or why it cannot."""

    line: int
    tag: str
    outcome: Outcome
    given: dict[str, str]
    fields: tuple[str, ...] = ()
    reason: str = ""


@dataclass
class Plan:
    """A whole file; its digest tells whether the inventory has changed since it was shown."""

    drafts: list[Draft]
    unknown: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many lines are new, changed, the same and wrong."""
        found = Counter(draft.outcome.value for draft in self.drafts)
        return {each.value: found[each.value] for each in Outcome}

    @property
    def digest(self) -> str:
        """The same as long as the lines would do the same."""
        said = [[each.line, each.outcome, each.fields, each.given] for each in self.drafts]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def plan_assets(*, viewer: Viewer, content: bytes) -> Plan:
    """What each line would do; nothing is written. Refuses a file that is none (FaultyTable)."""
    return _planned(_reader(viewer), content)


@transaction.atomic
def hand_in_assets(*, viewer: Viewer, name: str, content: bytes) -> Intake:
    """Keep a file until it is imported; refuses what cannot be read as a table at all."""
    if viewer.account_id is None:
        raise NotFound
    plan_assets(viewer=viewer, content=content)
    short = without_invisible(name)[:200] or "equipment.csv"
    return Intake.objects.create(account_id=viewer.account_id, name=short, content=content)


def intake_of(*, viewer: Viewer, intake_id: int) -> tuple[Intake, Plan]:
    """A file that the viewer handed in, and what it would do now."""
    row = _own(viewer, intake_id)
    return row, plan_assets(viewer=viewer, content=bytes(row.content))


@transaction.atomic
def apply_assets(*, viewer: Viewer, intake_id: int, digest: str) -> Plan:
    """Import a file as it was shown; lines in error stay out.

    Refused when the inventory has changed since, and when it was imported already.
    """
    row = _own(viewer, intake_id)
    if row.applied_at is not None:
        raise Refused(_("This file has been imported already."))
    plan = import_assets(viewer=viewer, content=bytes(row.content), digest=digest)
    row.applied_at = timezone.now()
    row.save(update_fields=["applied_at"])
    return plan


@transaction.atomic
def import_assets(*, viewer: Viewer, content: bytes, digest: str = "") -> Plan:
    """Import a file at once; lines in error stay out."""
    reader = _reader(viewer)
    plan = _planned(reader, content)
    if digest and plan.digest != digest:
        raise Refused(_("The inventory has changed since you looked. Look again, then import."))
    tags = [draft.tag for draft in plan.drafts]
    known = {row.tag: row for row in Asset.objects.select_for_update().filter(tag__in=tags)}
    written = []
    for draft in plan.drafts:
        if draft.outcome is Outcome.NEW:
            written.append(added(reader, draft.given))
        elif draft.outcome is Outcome.CHANGED:
            written.append(changed(reader, known[draft.tag], draft.given))
    keep_entries(findables([row.pk for row in written]))
    return plan


def _own(viewer: Viewer, intake_id: int) -> Intake:
    if viewer.account_id is None:
        raise NotFound
    row = Intake.objects.filter(pk=intake_id, account_id=viewer.account_id).first()
    if row is None:
        raise NotFound
    return row


def _reader(viewer: Viewer) -> Reader:
    if not looks_after(viewer):
        raise NotFound
    return Reader(viewer)


def _planned(reader: Reader, content: bytes) -> Plan:
    headers = {fold(name): field for field, names in HEADERS.items() for name in (*names, field)}
    table = read_table(content, headers, NEEDED)
    if len(table.rows) > MOST_ROWS:
        words = _("The file has more than %(most)s lines. Split it.")
        raise Refused(words % {"most": MOST_ROWS})
    tags = {" ".join(row.values["tag"].split()) for row in table.rows}
    known = {row.tag: row for row in Asset.objects.filter(tag__in=tags)}
    drafts: list[Draft] = []
    lines: dict[str, int] = {}
    for row in table.rows:
        tag = " ".join(row.values["tag"].split())
        given = {k: v for k, v in row.values.items() if v or k in ("tag", "kind", "site")}
        draft = Draft(row.line, tag, Outcome.ERROR, given, reason=row.fault)
        if not row.fault:
            _judge(reader, draft, known.get(tag), lines)
        lines.setdefault(tag, row.line)
        drafts.append(draft)
    return Plan(drafts, table.unknown)


def _judge(reader: Reader, draft: Draft, asset: Asset | None, lines: dict[str, int]) -> None:
    """Say what a line would do; what is refused becomes its reason."""
    try:
        if first := lines.get(draft.tag):
            words = _("Line %(line)s has the same number.")
            raise Invalid({"tag": words % {"line": first}})
        values = reader.read(draft.given)
        reader.capacity(values["unit_id"])
        if asset is None:
            draft.outcome = Outcome.NEW
            return
        reader.capacity(asset.unit_id)
        draft.fields = _differing(asset, values)
        draft.outcome = Outcome.CHANGED if draft.fields else Outcome.SAME
    except Invalid as error:
        draft.reason = "; ".join(
            f"{FIELDS.get(name, name)}: {words}" for name, words in error.fields.items()
        )
    except Refused as error:
        draft.reason = str(error)


def _differing(asset: Asset, values: dict[str, Any]) -> tuple[str, ...]:
    names = [name for name, value in values.items() if getattr(asset, name) != value]
    return tuple(name.removesuffix("_id") for name in names if name != "unit_id")

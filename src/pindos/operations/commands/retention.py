"""Setting, switching and carrying out rules of retention (GDPR art. 5(1)(e))."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.events import Changes, Said, emit, emit_all
from pindos.kernel.keeping import FileKind, file_kind
from pindos.kernel.sealing import seal
from pindos.kernel.versions import refuse_touched, write
from pindos.operations.erasing import erase_texts
from pindos.operations.events import (
    FileErased,
    RetentionEvent,
    RetentionSet,
    RetentionSwitchedOff,
    RetentionSwitchedOn,
)
from pindos.operations.models import Erasure, RetentionRule
from pindos.operations.queries.health import house_unit_of
from pindos.operations.queries.retention import (
    Plan,
    no_such_category,
    plan_of,
    retention_rule_by,
    retention_rules_for,
    to_erase,
    words_of_rule,
)
from pindos.operations.terms import What
from pindos.organisation.terms import Role
from pindos.records.commands import add_entry, erase_files
from pindos.records.queries import weights_of
from pindos.records.terms import ERASED, NO_ONE, EntryKind
from pindos.servicedesk.queries import all_categories

MOST_MONTHS = 600
AT_ONCE = 200  # files of one transaction
A_RUN = 5_000  # files of one run of the job; the rest waits for the next
SET = ("months", "is_on")


@transaction.atomic
def set_retention(
    *,
    viewer: Viewer,
    months: int,
    rule_id: int | None = None,
    kind: str = "",
    what: str = "",
    category: str = "",
    version: int | None = None,
) -> RetentionRule:
    """Make a rule, or give the one with this id other months; it is switched off then.

    For administrators of a whole administration. ``kind`` is what its files are about
    (servicedesk.ticket), ``category`` a key of the catalogue or nothing. Refuses (Invalid) a
    second rule for the same thing, and what cannot be used; a Clash when somebody else changed
    the months since ``version``.
    """
    unit_id = house_unit_of(viewer)
    if not 1 <= months <= MOST_MONTHS:
        words = _("From 1 to %(most)s months after closing.") % {"most": MOST_MONTHS}
        raise Invalid({"months": words})
    if rule_id is None:
        row = _new(viewer, kind, what, category)
        row.months = months
        row.save(force_insert=True)
        changes: Changes = {"months": (None, months)}
    else:
        row = _held_rule(viewer, rule_id)
        refuse_touched(row, ["months"], version, {"months": months})
        if row.months == months:
            return row
        changes = write(row, {"months": months, "is_on": False})
    _say(RetentionSet(rule_id=row.pk), row, unit_id, viewer, changes)
    return row


def plan_retention(*, viewer: Viewer, rule_id: int) -> Plan:
    """What a rule would erase now, whether it is switched on or not; changes nothing."""
    return plan_of(retention_rule_by(viewer, rule_id))


@transaction.atomic
def switch_on_retention(
    *, viewer: Viewer, rule_id: int, version: int, confirm: int
) -> RetentionRule:
    """Let a rule erase from now on, after its dry run was looked at.

    ``version`` is the one that the dry run showed and ``confirm`` the number of files that it
    found; refuses (Invalid) another number, and a rule that has changed since (Clash).
    """
    unit_id = house_unit_of(viewer)
    row = _held_rule(viewer, rule_id)
    refuse_touched(row, SET, version)
    if row.is_on:
        raise Refused(_("This rule is switched on already."))
    plan = plan_of(row)
    if confirm != plan.files:
        words = _("Type the number of files that the dry run finds now: %(n)s.")
        raise Invalid({"confirm": words % {"n": plan.files}})
    said = RetentionSwitchedOn(rule_id=row.pk, files=plan.files)
    _say(said, row, unit_id, viewer, write(row, {"is_on": True}))
    return row


@transaction.atomic
def switch_off_retention(
    *, viewer: Viewer, rule_id: int, version: int | None = None
) -> RetentionRule:
    """Let a rule erase nothing any more; what it has erased stays erased."""
    unit_id = house_unit_of(viewer)
    row = _held_rule(viewer, rule_id)
    refuse_touched(row, ["is_on"], version)
    if not row.is_on:
        raise Refused(_("This rule is switched off already."))
    changes = write(row, {"is_on": False})
    _say(RetentionSwitchedOff(rule_id=row.pk), row, unit_id, viewer, changes)
    return row


def run_retention(*, viewer: Viewer = HOUSE, most: int = A_RUN) -> int:
    """Carry out the rules that are switched on, the longest closed files first; how many files.

    At most ``most`` files; each transaction does some of them whole, so a run that is cut off
    goes on where it stopped.
    """
    house_unit_of(viewer)
    while seal():
        pass
    now, done = timezone.now(), 0
    on = RetentionRule.objects.filter(is_on=True)
    for rule_id in on.order_by("-what", "pk").values_list("pk", flat=True):
        while done < most and (count := _batch(rule_id, now, min(AT_ONCE, most - done))):
            done += count
    return done


@transaction.atomic
def _batch(rule_id: int, now: datetime, size: int) -> int:
    """Some files of one rule; none once it was switched off."""
    row = RetentionRule.objects.select_for_update().filter(pk=rule_id, is_on=True).first()
    if row is None:
        return 0
    kind = file_kind(row.kind)
    found = to_erase(row, now).select_for_update(of=("self",), skip_locked=True)
    files = list(found[:size])
    if files:
        _erase(row, kind, files)
    return len(files)


def _erase(row: RetentionRule, kind: FileKind, files: list[Any]) -> None:
    records = [each.record_id for each in files]
    weights = weights_of(records)
    erase_files(record_ids=records)
    is_all = row.what == What.TEXTS
    if is_all:
        erase_texts(kind, files)
    told, done, now = [], [], timezone.now()
    for each in files:
        weight = weights[each.record_id]
        entries = weight.entries if is_all else 0
        facts = {"what": row.what, "months": row.months, "rule": row.pk}
        add_entry(
            record_id=each.record_id, kind=EntryKind.STEP, author=NO_ONE, step=ERASED, facts=facts
        )
        said = FileErased(
            record_id=each.record_id,
            number=each.number or "",
            rule_id=row.pk,
            what=row.what,
            months=row.months,
            entries=entries,
            files=weight.files,
        )
        told.append(Said(said, each, each.unit_id))
        done.append(
            Erasure(
                record_id=each.record_id,
                rule=row,
                what=row.what,
                at=now,
                entries=entries,
                files=weight.files,
            )
        )
    Erasure.objects.bulk_create(done)
    emit_all(told)


def _new(viewer: Viewer, kind: str, what: str, category: str) -> RetentionRule:
    """A rule that is not there yet."""
    faults = {}
    try:
        has_categories = bool(file_kind(kind).category)
    except NotFound:
        faults["kind"] = _("There is no such kind of file.")
        has_categories = False
    if what not in What.values:
        faults["what"] = _("Choose what is to be erased.")
    category_id = None
    if category and not faults:
        known = {each.key: each.id for each in all_categories()} if has_categories else {}
        category_id = known.get(category)
        if category_id is None:
            faults["category"] = no_such_category()
    if faults:
        raise Invalid(faults)
    row = RetentionRule(kind=kind, what=what, category_id=category_id)
    same = RetentionRule.objects.filter(kind=kind, what=what, category=category_id)
    if same.exists():
        words = _("There is a rule for this already: %(rule)s. Give that one other months.")
        raise Invalid({"kind": words % {"rule": words_of_rule(row)}})
    return row


def _held_rule(viewer: Viewer, rule_id: int) -> RetentionRule:
    row = retention_rules_for(viewer).select_for_update().filter(pk=rule_id).first()
    if row is None:
        raise NotFound
    return row


def _say(
    said: RetentionEvent,
    row: RetentionRule,
    unit_id: int | None,
    viewer: Viewer,
    changes: Changes,
) -> None:
    capacity = str(Role.ADMINISTRATOR) if unit_id is not None else ""
    emit(said, about=row, unit_id=unit_id, by=viewer, capacity=capacity, changes=changes)

"""Which files a rule of retention reaches, what stands in them, and which are exempt."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.keeping import FileKind, file_kind, file_kinds
from pindos.kernel.models import Delivery, Event
from pindos.kernel.sight import sight
from pindos.notices.queries import waiting_about
from pindos.operations.models import Erasure, RetentionHold, RetentionRule
from pindos.operations.queries.health import house_unit_of
from pindos.operations.rules import Rule, due_before, reach_of
from pindos.operations.terms import Exempt, What
from pindos.organisation.terms import Role
from pindos.records.queries import record_facts, record_numbered, weight_of
from pindos.records.terms import Sight
from pindos.servicedesk.queries import names_of_categories

UNDONE = (Delivery.State.WAITING, Delivery.State.LEASED, Delivery.State.PARKED)
HOLDERS = (Role.HEAD, Role.DIRECTOR, Role.ADMINISTRATOR)


class Plan(NamedTuple):
    """What a rule would erase now: files, and in them entries, attachments and bytes.

    ``held`` and ``waiting`` are due as well and left as they are; ``version`` is the rule's.
    """

    version: int
    files: int
    entries: int
    attachments: int
    size: int
    held: int
    waiting: int


class Promise(NamedTuple):
    """How long files of a kind are kept: what is erased after how many months."""

    label: str
    category: str
    what: str
    months: int


class File(NamedTuple):
    """One file as somebody who may exempt it sees it."""

    record_id: int
    number: str
    unit_id: int
    capacity: str
    page: str


def retention_rules_for(viewer: Viewer) -> QuerySet[RetentionRule]:
    """All rules, by kind; NotFound for who does not run the house."""
    house_unit_of(viewer)
    return RetentionRule.objects.order_by("kind", "what", "category_id", "pk")


def retention_rule_by(viewer: Viewer, rule_id: int) -> RetentionRule:
    """One rule; NotFound when there is none, or it is not the viewer's."""
    row = retention_rules_for(viewer).filter(pk=rule_id).first()
    if row is None:
        raise NotFound
    return row


def words_of_rule(row: RetentionRule) -> str:
    """About what a rule is: the kind of file, and the category where it has one."""
    kind = str(file_kind(row.kind).label)
    if row.category_id is None:
        return kind
    return f"{kind}: {names_of_categories([row.category_id]).get(row.category_id, '–')}"


def due_under(row: RetentionRule, now: datetime | None = None) -> QuerySet[Any]:
    """The files that are due under a rule and of which it has not been erased since; exempt too.

    A category has its own rule before that of the kind, whether it is switched on or not.
    """
    kind = file_kind(row.kind)
    before = due_before(now or timezone.now(), row.months, timezone.get_default_timezone())
    rows = kind.model._default_manager.filter(kind.over(before)).filter(_reached(kind, row))
    done = Erasure.objects.filter(
        record=OuterRef("record"), what__in=_covering(row.what), at__gte=OuterRef(kind.ended)
    )
    return rows.filter(~Exists(done))


def due_by_any(viewer: Viewer, kind: FileKind) -> QuerySet[Any]:
    """The files of a kind that are due under any rule; NotFound for who does not run the house."""
    house_unit_of(viewer)
    found = Q(pk__in=[])
    for row in RetentionRule.objects.filter(kind=kind.key):
        found |= Q(pk__in=due_under(row).values("pk"))
    return kind.model._default_manager.filter(found)


def _covering(what: str) -> tuple[str, ...]:
    """Whoever erased all that is written has erased the files too."""
    return (What.TEXTS,) if what == What.TEXTS else (What.FILES, What.TEXTS)


def _reached(kind: FileKind, row: RetentionRule) -> Q:
    if not kind.category:
        return Q()
    every = RetentionRule.objects.filter(kind=row.kind, what=row.what)
    known = [Rule(*each) for each in every.values_list("kind", "what", "category")]
    reach = reach_of(Rule(row.kind, row.what, row.category_id), known)
    if reach.only is not None:
        return Q(**{kind.category: reach.only})
    some = Q(**{f"{kind.category}__in": sorted(reach.but)})
    return Q(**{f"{kind.category}__isnull": True}) | ~some if reach.but else Q()


def held(kind: FileKind) -> Q:
    """The files of a kind that somebody has exempted."""
    rows = RetentionHold.objects.filter(lifted_at=None, record__about=kind.key)
    return Q(record__in=rows.values("record"))


def waiting(kind: FileKind) -> Q:
    """The files of a kind of which something is still to be delivered or sealed."""
    of_kind = {"subject__startswith": f"{kind.key}:"}
    told = Event.objects.filter(**of_kind, deliveries__state__in=UNDONE)
    subjects = set(told.values_list("subject", flat=True))
    fresh = Event.objects.filter(**of_kind, seq__isnull=True)
    subjects |= set(fresh.values_list("subject", flat=True)) | waiting_about(kind.key)
    return Q(pk__in=[int(each.rpartition(":")[2]) for each in subjects])


def exempt(kind: FileKind, why: str) -> Q:
    """The files that are left as they are for one reason."""
    return held(kind) if why == Exempt.HELD else waiting(kind)


def to_erase(row: RetentionRule, now: datetime | None = None) -> QuerySet[Any]:
    """What a run carries out: due and not exempt, the longest closed first."""
    kind = file_kind(row.kind)
    rows = due_under(row, now).exclude(held(kind)).exclude(waiting(kind))
    return rows.order_by(kind.ended, "pk")


def plan_of(row: RetentionRule) -> Plan:
    """The dry run of a rule; changes nothing."""
    kind = file_kind(row.kind)
    due, rows = due_under(row), to_erase(row)
    weight = weight_of(rows.order_by().values("record"))
    return Plan(
        version=row.version,
        files=rows.count(),
        entries=weight.entries if row.what == What.TEXTS else 0,
        attachments=weight.files,
        size=weight.size,
        held=due.filter(held(kind)).count(),
        waiting=due.filter(waiting(kind)).exclude(held(kind)).count(),
    )


def promises() -> list[Promise]:
    """What the rules that are switched on promise to everybody, by kind."""
    rows = RetentionRule.objects.filter(is_on=True).order_by("kind", "category_id", "what")
    names = names_of_categories([row.category_id for row in rows if row.category_id])
    return [
        Promise(
            str(file_kind(row.kind).label),
            names.get(row.category_id or 0, ""),
            str(row.get_what_display()),
            row.months,
        )
        for row in rows
    ]


def kinds_kept() -> list[str]:
    """The kinds of file of which no rule that is switched on erases what is written."""
    rows = RetentionRule.objects.filter(is_on=True, category=None, what=What.TEXTS)
    on = set(rows.values_list("kind", flat=True))
    return [str(each.label) for each in file_kinds() if each.key not in on]


def file_by(viewer: Viewer, named: int | str) -> File:
    """A file by its record's id or its number, for whoever may exempt it.

    That is a head, director or administrator over its unit who reads all of it; NotFound for
    everybody else. The house itself may, too.
    """
    facts = record_facts(named) if isinstance(named, int) else record_numbered(named)
    kind = file_kind(facts.about)
    row: Any = kind.model._default_manager.filter(record=facts.id).first()
    if row is None:
        raise NotFound
    capacity = viewer.capacity_over(row.unit_id, HOLDERS)
    if viewer is not HOUSE and (not capacity or sight(viewer, facts.about, facts.id) != Sight.ALL):
        raise NotFound
    return File(facts.id, facts.number or "", row.unit_id, capacity, kind.page(row))


def held_here(key: str, pk: int) -> RetentionHold | None:
    """The exemption that holds now for the file of one thing; one query."""
    return holds_of(key, pk).select_related("by__person").first()


def holds_of(key: str, pk: int) -> QuerySet[RetentionHold]:
    """The same as rows: there is one at most."""
    row = file_kind(key).model._default_manager.filter(pk=pk).values("record")
    return RetentionHold.objects.filter(record__in=row, lifted_at=None)


def holds_for(viewer: Viewer) -> QuerySet[RetentionHold]:
    """All exemptions, also those that were lifted; NotFound for who does not run the house."""
    house_unit_of(viewer)
    return RetentionHold.objects.select_related("record", "by__person", "lifted_by__person")


def hold_on(record_id: int) -> RetentionHold | None:
    """The exemption of a file that holds now."""
    rows = RetentionHold.objects.filter(record=record_id, lifted_at=None)
    return rows.select_related("by__person").first()


def rule_options(kind: str) -> list[tuple[RetentionRule, str]]:
    """The rules of a kind of file, with their words."""
    rows = RetentionRule.objects.filter(kind=kind).order_by("pk")
    return [(row, f"{words_of_rule(row)} · {row.get_what_display()}") for row in rows]


def no_such_category() -> str:
    """Words for a category that the kind of file or the catalogue does not have."""
    return _("There is no such category for files of this kind. Choose one, or none.")

"""Which instructions somebody reads, and which of them in full: drafts, versions, notes."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Q, QuerySet

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.among import Among, listed
from pindos.kernel.errors import NotFound
from pindos.kernel.ids import possible_id
from pindos.kernel.prepared import prepared
from pindos.knowledge.models import Instruction
from pindos.knowledge.rules import acts_in
from pindos.knowledge.terms import Act, Audience, State
from pindos.organisation.queries import units, units_above
from pindos.organisation.rights import SEEING, capacity_in, units_seen_by, units_worked_by

NONE = Q(pk__in=[])


class Reader(NamedTuple):
    """By what somebody reads instructions; plain values, so that questions can be prepared.

    ``own`` are the units of their positions; ``works`` says that they see the work of some unit.
    """

    seen: frozenset[int]
    own: frozenset[int]
    works: bool
    is_somebody: bool


def reader_of(viewer: Viewer) -> Reader:
    """What this viewer reads instructions by."""
    return Reader(
        units_seen_by(viewer),
        frozenset(post.unit_id for post in viewer.posts),
        viewer.holds(*SEEING),
        viewer.is_known or viewer.person_id is not None,
    )


def readable_by(viewer: Viewer) -> QuerySet[Instruction]:
    """All that the viewer may open: those of the units they see, and what is published to them."""
    if viewer is HOUSE:
        return Instruction.objects.all()
    return Instruction.objects.filter(_read_by(reader_of(viewer)))


def instructions_for(viewer: Viewer) -> QuerySet[Instruction]:
    """Those of the units that the viewer sees, and what is offered to them: drafts too."""
    if viewer is HOUSE:
        return Instruction.objects.all()
    return Instruction.objects.filter(_in_full(units_seen_by(viewer)))


def readable_among(viewer: Viewer, ids: Collection[int], *, in_full: bool) -> set[int]:
    """Which of these are in ``readable_by``, or in ``instructions_for``; asked at each search."""
    if viewer is HOUSE:
        return set(Instruction.objects.filter(pk__in=ids).values_list("pk", flat=True))
    if in_full:
        return set(_in_full_among(listed(ids), units_seen_by(viewer)))
    return set(_among(listed(ids), *reader_of(viewer)))


def published_to(viewer: Viewer) -> Q:
    """What is published for the viewer: for everybody, for their units, for the desks."""
    return _published(reader_of(viewer))


def _in_full(seen: frozenset[int]) -> Q:
    return Q(unit__in=seen) | Q(offered_unit__in=seen)


def _read_by(reader: Reader) -> Q:
    return _in_full(reader.seen) | _published(reader)


def _published(reader: Reader) -> Q:
    if not reader.is_somebody:
        return NONE
    found = Q(audience=Audience.EVERYBODY)
    if reader.own:
        found |= Q(audience=Audience.UNIT, audience_unit__in=units_above(reader.own))
    if reader.works:
        same = units().filter(pk__in=reader.own).values("administration")
        found |= Q(audience=Audience.TECHNICIANS, unit__administration__in=same)
    return Q(state=State.PUBLISHED) & found


@prepared
def _among(
    ids: str,
    seen: frozenset[int],
    own: frozenset[int],
    works: bool,  # noqa: FBT001
    is_somebody: bool,  # noqa: FBT001
) -> QuerySet[Instruction, int]:
    right = _read_by(Reader(seen, own, works, is_somebody))
    return Instruction.objects.filter(right, pk__in=Among(ids)).values_list("pk", flat=True)


@prepared
def _in_full_among(ids: str, seen: frozenset[int]) -> QuerySet[Instruction, int]:
    right = _in_full(seen)
    return Instruction.objects.filter(right, pk__in=Among(ids)).values_list("pk", flat=True)


def instruction_by(viewer: Viewer, instruction_id: int) -> Instruction:
    """The instruction of this id; NotFound when the viewer may not read it."""
    near = ("unit", "audience_unit", "offered_unit", "edition__by")
    rows = readable_by(viewer).select_related(*near)
    found = rows.filter(pk=possible_id(instruction_id)).first()
    if found is None:
        raise NotFound
    return found


def is_read_in_full(viewer: Viewer, row: Instruction) -> bool:
    """Whether what is being written, its versions and its days are the viewer's to read."""
    return viewer is HOUSE or not units_seen_by(viewer).isdisjoint(
        {row.unit_id, row.offered_unit_id}
    )


def writes_instructions(viewer: Viewer) -> bool:
    """Whether somebody writes instructions at all."""
    return bool(units_worked_by(viewer))


def acts_open_to(viewer: Viewer, row: Instruction) -> frozenset[str]:
    """The verbs of what the viewer may do to it now, as values of Act."""
    return frozenset(
        act.value
        for act in acts_in(row.state)
        if acting_units(row, act) and (viewer is HOUSE or capacity_for(viewer, row, act))
    )


def acting_units(row: Instruction, act: Act) -> list[int]:
    """Whose people may do this: those of its unit; an offer is answered by the other one."""
    if act not in (Act.ACCEPT, Act.DECLINE):
        return [row.unit_id]
    if row.offered_unit_id is None:
        return []
    return [row.offered_unit_id, *([row.unit_id] if act is Act.DECLINE else [])]


def capacity_for(viewer: Viewer, row: Instruction, act: Act) -> str:
    """The role by which the viewer may do this to it; empty when there is none."""
    units = acting_units(row, act) or [row.unit_id]
    return next(filter(None, (capacity_in(viewer, unit) for unit in units)), "")


def published_among(ids: Collection[int]) -> set[int]:
    """Which of these ids are of published instructions, whoever may read them."""
    rows = Instruction.objects.filter(pk__in=list(ids), state=State.PUBLISHED)
    return set(rows.values_list("pk", flat=True)) if ids else set()


def published_to_everybody() -> list[tuple[int, str]]:
    """The ids of those that everybody reads, and the keys of those that came with the house."""
    rows = Instruction.objects.filter(state=State.PUBLISHED, audience=Audience.EVERYBODY)
    return list(rows.order_by("pk").values_list("pk", "shipped"))


def are_shipped_missing() -> bool:
    """Whether nothing of what comes with the product was brought in yet."""
    return not Instruction.objects.exclude(shipped="").exists()

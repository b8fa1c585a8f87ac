"""Which instructions somebody reads, and which of them in full: drafts, versions, notes."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.ids import possible_id
from pindos.knowledge.models import Instruction
from pindos.knowledge.rules import acts_in
from pindos.knowledge.terms import Act, Audience, State
from pindos.organisation.queries import units, units_above
from pindos.organisation.rights import SEEING, capacity_in, units_seen_by, units_worked_by

NONE = Q(pk__in=[])


def readable_by(viewer: Viewer) -> QuerySet[Instruction]:
    """All that the viewer may open: those of the units they see, and what is published to them."""
    if viewer is HOUSE:
        return Instruction.objects.all()
    return Instruction.objects.filter(_in_full(viewer) | published_to(viewer))


def instructions_for(viewer: Viewer) -> QuerySet[Instruction]:
    """Those of the units that the viewer sees, and what is offered to them: drafts too."""
    if viewer is HOUSE:
        return Instruction.objects.all()
    return Instruction.objects.filter(_in_full(viewer))


def _in_full(viewer: Viewer) -> Q:
    seen = units_seen_by(viewer)
    return Q(unit__in=seen) | Q(offered_unit__in=seen)


def published_to(viewer: Viewer) -> Q:
    """What is published for the viewer: for everybody, for their units, for the desks."""
    if not viewer.is_known and viewer.person_id is None:
        return NONE
    own = {post.unit_id for post in viewer.posts}
    found = Q(audience=Audience.EVERYBODY)
    if own:
        found |= Q(audience=Audience.UNIT, audience_unit__in=units_above(own))
    if viewer.holds(*SEEING):
        same = units().filter(pk__in=own).values("administration")
        found |= Q(audience=Audience.TECHNICIANS, unit__administration__in=same)
    return Q(state=State.PUBLISHED) & found


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

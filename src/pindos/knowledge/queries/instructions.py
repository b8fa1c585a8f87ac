"""Which instructions somebody reads, and which of them in full: drafts, versions, notes."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.ids import possible_id
from pindos.knowledge.models import Instruction
from pindos.knowledge.rules import acts_in
from pindos.knowledge.terms import Audience, State
from pindos.organisation.queries import units, units_above
from pindos.organisation.rights import SEEING, capacity_in, units_seen_by, units_worked_by

NONE = Q(pk__in=[])


def readable_by(viewer: Viewer) -> QuerySet[Instruction]:
    """All that the viewer may open: those of the units they see, and what is published to them."""
    if viewer is HOUSE:
        return Instruction.objects.all()
    in_full = Q(unit__in=units_seen_by(viewer))
    return Instruction.objects.filter(in_full | published_to(viewer))


def instructions_for(viewer: Viewer) -> QuerySet[Instruction]:
    """Those of the units that the viewer sees, in full: drafts and retired ones too."""
    if viewer is HOUSE:
        return Instruction.objects.all()
    return Instruction.objects.filter(unit__in=units_seen_by(viewer))


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
    rows = readable_by(viewer).select_related("unit", "audience_unit", "edition__by")
    found = rows.filter(pk=possible_id(instruction_id)).first()
    if found is None:
        raise NotFound
    return found


def is_read_in_full(viewer: Viewer, row: Instruction) -> bool:
    """Whether what is being written, its versions and its days are the viewer's to read."""
    return viewer is HOUSE or row.unit_id in units_seen_by(viewer)


def writes_instructions(viewer: Viewer) -> bool:
    """Whether somebody writes instructions at all."""
    return bool(units_worked_by(viewer))


def acts_open_to(viewer: Viewer, row: Instruction) -> frozenset[str]:
    """The verbs of what the viewer may do to it now, as values of Act."""
    if viewer is not HOUSE and not capacity_in(viewer, row.unit_id):
        return frozenset()
    return frozenset(act.value for act in acts_in(row.state))


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

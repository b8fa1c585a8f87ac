"""Which problems somebody sees, and how much of each."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.ids import possible_id
from pindos.organisation.queries import units
from pindos.organisation.rights import capacity_in, units_seen_by, units_worked_by
from pindos.problems.models import Offer, Problem
from pindos.problems.rules import acts_in, number_typed, reads_known_errors
from pindos.problems.terms import OF_THE_OFFERED, PUBLISHED, SERIES, Act, Outcome


def reads_problems(viewer: Viewer) -> bool:
    """Whether the room is open to somebody at all."""
    return reads_known_errors(viewer)


def problems_for(viewer: Viewer) -> QuerySet[Problem]:
    """Those of the units that the viewer sees, in full; what is offered to them, too."""
    return Problem.objects.filter(_of_units(units_seen_by(viewer)))


def _of_units(seen: frozenset[int]) -> Q:
    """What these units own, what is offered to them, and what they have handed on."""
    offered = Q(unit__in=seen, ended_at__isnull=True)
    handed_on = Q(from_unit__in=seen, outcome=Outcome.ACCEPTED)
    offers = Offer.objects.filter(offered | handed_on)
    return Q(unit__in=seen) | Q(pk__in=offers.values("problem"))


def open_offer(problem: Problem) -> Offer | None:
    """The one that waits for an answer, if one does."""
    return Offer.objects.filter(problem=problem, ended_at__isnull=True).first()


def offered_to(viewer: Viewer) -> Q:
    """What waits for the answer of the units for which somebody works."""
    offers = Offer.objects.filter(unit__in=units_worked_by(viewer), ended_at__isnull=True)
    return Q(pk__in=offers.values("problem"))


def known_errors_for(viewer: Viewer) -> QuerySet[Problem]:
    """What the units of the viewer's administration have published as known errors."""
    return Problem.objects.filter(published_to(viewer))


def readable_by(viewer: Viewer) -> QuerySet[Problem]:
    """All that the viewer may open, in full or as a known error."""
    return readable_in(units_seen_by(viewer), desk_of(viewer))


def readable_in(seen: frozenset[int], desk: frozenset[int]) -> QuerySet[Problem]:
    """The same for whoever sees these units, and stands in those at a desk."""
    return Problem.objects.filter(_of_units(seen) | _published_to(desk))


def is_read_in_full(viewer: Viewer, problem: Problem) -> bool:
    """Whether its history, its incidents and their numbers are the viewer's to read."""
    if problem.unit_id in units_seen_by(viewer):
        return True
    return problems_for(viewer).filter(pk=problem.pk).exists()


def problem_by(viewer: Viewer, named: int | str) -> Problem:
    """The problem of this id or number, however it was typed; NotFound when it is not theirs."""
    rows = readable_by(viewer).select_related("unit", "assignee", "category__current")
    found = rows.filter(**_named(named)).first()
    if found is None:
        raise NotFound
    return found


def acts_open_to(viewer: Viewer, problem: Problem) -> frozenset[str]:
    """The verbs of what the viewer may do to the problem now, as values of Act."""
    row = open_offer(problem)
    now = acts_in(problem.state)
    found: set[Act] = set()
    if capacity_in(viewer, problem.unit_id):
        closed = Act.OFFER if row else Act.RECALL
        found |= {act for act in now if act not in (*OF_THE_OFFERED, closed)}
    if row and capacity_in(viewer, row.unit_id):
        found |= {act for act in now if act in OF_THE_OFFERED}
    return frozenset(act.value for act in found)


def published_to(viewer: Viewer) -> Q:
    """What everybody at a desk of the same administration reads."""
    return _published_to(desk_of(viewer))


def desk_of(viewer: Viewer) -> frozenset[int]:
    """The units in which the viewer stands; none for whoever reads no known errors."""
    return frozenset(post.unit_id for post in viewer.posts if reads_known_errors(viewer))


def _published_to(desk: frozenset[int]) -> Q:
    if not desk:
        return Q(pk__in=[])
    own = units().filter(pk__in=desk)
    return Q(
        state__in=PUBLISHED,
        known_at__isnull=False,
        unit__administration__in=own.values("administration"),
    )


def _named(named: int | str) -> dict[str, object]:
    if isinstance(named, int):
        return {"pk": possible_id(named)}
    number = number_typed(named, SERIES, timezone.localdate().year)
    return {"number": number} if number else {"pk__in": []}

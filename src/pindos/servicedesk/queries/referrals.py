"""Referrals: the legs of tickets that one's units asked for or are asked for."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.counting import Counted
from pindos.kernel.prepared import Prepared, prepared
from pindos.organisation.rights import units_seen_by, units_worked_by
from pindos.servicedesk.models import Leg
from pindos.servicedesk.queries.tickets import reader_of_tickets, tickets_read_by
from pindos.servicedesk.terms import State

FEW = 6  # on the first page


def legs_for(viewer: Viewer) -> QuerySet[Leg]:
    """The legs that the viewer sees; each of the viewer's own units has asked or is asked."""
    return _of(_units(viewer), *reader_of_tickets(viewer))


def _of(
    units: frozenset[int], person_id: int | None, seen: frozenset[int], headed: frozenset[int]
) -> QuerySet[Leg]:
    ours = Leg.objects.filter(Q(from_unit__in=units) | Q(unit__in=units))
    return ours.filter(ticket__in=tickets_read_by(person_id, seen, headed).values("pk"))


def latest_referrals(viewer: Viewer, way: str) -> list[Leg]:
    """The first few of the legs that came (``in``), are away (``out``) or came ``back``."""
    return _FEW[way](_units(viewer), *reader_of_tickets(viewer))


def referral_ways(viewer: Viewer) -> dict[str, Q]:
    """What each view of the referrals asks of a leg."""
    return _ways(_units(viewer))


def _ways(units: frozenset[int]) -> dict[str, Q]:
    is_open = Q(ended_at=None)
    later = Leg.objects.filter(ticket=OuterRef("ticket"), pk__gt=OuterRef("pk"))
    return {
        "": is_open,
        "in": is_open & Q(unit__in=units),
        "new": is_open & Q(unit__in=units, accepted_at=None),
        "out": is_open & Q(from_unit__in=units),
        "back": Q(~Exists(later), from_unit__in=units, ticket__state=State.RETURNED),
        "ended": Q(ended_at__isnull=False),
    }


def referral_counts(viewer: Viewer) -> dict[str, int]:
    """How many there are each way; one query."""
    units = _units(viewer)
    ours = Leg.objects.filter(Q(from_unit__in=units) | Q(unit__in=units))
    conditions = referral_ways(viewer)
    figures = ours.aggregate(
        **{
            f"n_{key}": Count("ticket", condition, distinct=True)
            for key, condition in conditions.items()
        }
    )
    return {key: figures[f"n_{key}"] for key in conditions}


def open_counted(viewer: Viewer) -> Counted:
    """How many are under way: a ticket has one open leg at most."""
    return _open.counted(_units(viewer))


@prepared
def _open(units: frozenset[int]) -> QuerySet[Leg]:
    return Leg.objects.filter(Q(from_unit__in=units) | Q(unit__in=units), ended_at=None)


def _few(way: str) -> Prepared[..., Leg]:
    """The question of the first page for one of the ways."""

    def ask(
        units: frozenset[int], person: int | None, seen: frozenset[int], headed: frozenset[int]
    ) -> QuerySet[Leg]:
        rows = _of(units, person, seen, headed).filter(_ways(units)[way])
        return rows.select_related("ticket").order_by("id")[:FEW]

    return prepared(ask)


_FEW = {way: _few(way) for way in ("back", "in", "out")}


def _units(viewer: Viewer) -> frozenset[int]:
    return units_worked_by(viewer) or units_seen_by(viewer)

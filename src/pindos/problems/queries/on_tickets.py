"""What a ticket's page says of problems: one query for each of its two kinds of reader."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.prepared import prepared
from pindos.kernel.traces import trace
from pindos.organisation.rights import units_seen_by
from pindos.problems.models import Incident, Problem
from pindos.problems.queries.problems import desk_of, readable_in
from pindos.problems.terms import PUBLISHED, State
from pindos.servicedesk.queries import (
    category_of,
    tickets_for,
    tickets_of_units,
    units_read_by,
)

MOST = 10  # on one page


class OnTicket(NamedTuple):
    """The problems behind a ticket, and known errors of its category that may be behind it."""

    linked: Sequence[Problem]
    suggested: Sequence[Problem]


def problems_on_ticket(viewer: Viewer, ticket_id: int) -> OnTicket:
    """For those who read the ticket as the service; one query."""
    seen, desk = units_seen_by(viewer), desk_of(viewer)
    reads = units_read_by(viewer)
    problems = _near(ticket_id, reads, seen, desk) if reads and (seen or desk) else []
    return OnTicket(
        [each for each in problems if each.is_linked][:MOST],
        [each for each in problems if not each.is_linked][:MOST],
    )


@prepared
def _near(
    ticket_id: int, reads: frozenset[int], seen: frozenset[int], desk: frozenset[int]
) -> QuerySet[Any]:
    ticket = tickets_of_units(reads).filter(pk=ticket_id)
    linked = Incident.objects.filter(problem=OuterRef("pk"), ticket__in=ticket.values("pk"))
    same = Q(state=State.KNOWN, category__in=ticket.values("category"))
    rows = readable_in(seen, desk).annotate(is_linked=Exists(linked))
    found = rows.filter(Q(is_linked=True) | same).order_by("-is_linked", "-known_at", "-id")
    return found[: 2 * MOST]


def _of_the_same_kind(ticket_id: int) -> QuerySet[Problem]:
    """Known errors of the ticket's category, whoever may read them."""
    return Problem.objects.filter(state=State.KNOWN, category__in=category_of(ticket_id))


trace("servicedesk.ticket", "problems", lambda pk: Incident.objects.filter(ticket=pk))
trace("servicedesk.ticket", "problems", _of_the_same_kind)


def workarounds_on_ticket(viewer: Viewer, ticket_id: int) -> list[str]:
    """What whoever asked may read: workarounds that are marked so, nothing else; one query."""
    ticket = tickets_for(viewer).filter(pk=ticket_id).values("pk")
    found = Problem.objects.filter(
        state__in=PUBLISHED, known_at__isnull=False, is_public=True, incidents__ticket__in=ticket
    )
    found = found.exclude(workaround="").order_by("-known_at", "-id")
    return list(found.values_list("workaround", flat=True)[:MOST])

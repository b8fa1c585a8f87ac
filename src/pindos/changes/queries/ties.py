"""Which tickets and problems belong to a change and the other way round, by the rights of both."""

from django.db.models import QuerySet

from pindos.changes.models import Change, ProblemTie, TicketTie
from pindos.changes.queries.changes import changes_for, changes_read_in, reading
from pindos.kernel.access import Viewer
from pindos.kernel.prepared import prepared
from pindos.kernel.traces import trace
from pindos.problems.queries import readable_by
from pindos.servicedesk.queries import tickets_for

MOST = 50  # of one change, one ticket or one problem


def ties_of(viewer: Viewer, change: Change) -> list[TicketTie]:
    """The tickets of a change that the viewer may read; of the others not even how many."""
    rows = TicketTie.objects.filter(change=change, ticket__in=tickets_for(viewer))
    return list(rows.select_related("ticket").order_by("-id")[:MOST])


def ties_of_ticket(viewer: Viewer, ticket_id: int) -> list[TicketTie]:
    """The changes of a ticket that the viewer may read; one query.

    Whoever calls has made sure that the viewer reads the ticket.
    """
    return _ties(ticket_id, *reading(viewer))


@prepared
def _ties(
    ticket_id: int, is_house: bool, units: frozenset[int], headed: frozenset[int]
) -> QuerySet[TicketTie]:
    changes = changes_read_in(is_house, units, headed)
    rows = TicketTie.objects.filter(ticket=ticket_id, change__in=changes)
    return rows.select_related("change").order_by("-id")[:MOST]


trace("servicedesk.ticket", "changes", lambda pk: TicketTie.objects.filter(ticket=pk))


def aims_of(viewer: Viewer, change: Change) -> list[ProblemTie]:
    """The problems of a change that the viewer may read; of the others not even how many."""
    rows = ProblemTie.objects.filter(change=change, problem__in=readable_by(viewer))
    return list(rows.select_related("problem").order_by("-id")[:MOST])


def aims_at_problem(viewer: Viewer, problem_id: int) -> list[ProblemTie]:
    """The changes that are to solve a problem and that the viewer may read; one query.

    Whoever calls has made sure that the viewer reads the problem.
    """
    rows = ProblemTie.objects.filter(problem=problem_id, change__in=changes_for(viewer))
    return list(rows.select_related("change").order_by("-id")[:MOST])

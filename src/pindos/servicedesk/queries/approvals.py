"""Requests for approval: who is asked, who may decide, and which wait."""

from django.db.models import Q, QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.prepared import prepared
from pindos.organisation.queries import UnitFacts, headed_units, posts_of
from pindos.organisation.rights import units_headed_by, units_seen_by
from pindos.servicedesk.models import Approval, Ticket
from pindos.servicedesk.queries.tickets import tickets_of_units
from pindos.servicedesk.terms import Decision

MOST = 200  # of one list


def approvals_for(viewer: Viewer) -> QuerySet[Approval]:
    """Those that the viewer may read: asked of a unit they head, or on a ticket seen in full."""
    return _read_by(units_headed_by(viewer), units_seen_by(viewer))


def _read_by(headed: frozenset[int], units: frozenset[int]) -> QuerySet[Approval]:
    asked = Q(unit__in=headed) & ~Q(decision=Decision.WITHDRAWN)
    rows = Approval.objects.filter(asked | Q(ticket__in=tickets_of_units(units)))
    return rows.select_related("ticket")


def approvals_waiting_for(viewer: Viewer) -> QuerySet[Approval]:
    """Those that wait for the viewer's decision, the oldest first."""
    rows = Approval.objects.filter(unit__in=units_headed_by(viewer), decision="")
    return rows.select_related("ticket").order_by("id")


def approvals_of(viewer: Viewer, ticket: Ticket) -> list[Approval]:
    """All that was asked about a ticket, the newest first, as far as the viewer may read it."""
    return _approvals(ticket.pk, units_headed_by(viewer), units_seen_by(viewer))


@prepared
def _approvals(
    ticket_id: int, headed: frozenset[int], units: frozenset[int]
) -> QuerySet[Approval]:
    return _read_by(headed, units).filter(ticket=ticket_id).order_by("-id")[:MOST]


def open_approval(ticket: Ticket) -> Approval | None:
    """The one that waits, if one does."""
    return Approval.objects.filter(ticket=ticket, decision="").first()


def was_asked(ticket: Ticket) -> bool:
    """Whether a head was ever asked about a ticket and nobody has taken that back."""
    rows = Approval.objects.filter(ticket=ticket).exclude(decision=Decision.WITHDRAWN)
    return rows.exists()


def units_to_ask(ticket: Ticket) -> list[UnitFacts]:
    """Whose head may be asked: those of the units of the requester and of the work, or above."""
    ids = {ticket.unit_id, ticket.with_unit_id}
    if ticket.requester_id is not None:
        ids |= posts_of(ticket.requester_id)
    return headed_units(ids)

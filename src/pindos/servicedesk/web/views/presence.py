"""Who else of the desk has a ticket open, and whether somebody wrote in it meanwhile."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from pindos.kernel.errors import NotFound
from pindos.kernel.presenting import present
from pindos.kernel.text import id_in
from pindos.kernel.web import Request
from pindos.records.queries import count_after
from pindos.records.terms import Sight
from pindos.servicedesk.queries import sight_of_ticket, ticket_by
from pindos.servicedesk.terms import ABOUT


@login_required
@require_POST
def ticket_presence(request: Request, number: str) -> HttpResponse:
    """For those who see all of the ticket only: a requester neither sees it nor is seen."""
    ticket = ticket_by(request.viewer, number)
    if sight_of_ticket(request.viewer, ticket) != Sight.ALL:
        raise NotFound
    seen, person_id = id_in(request.POST.get("seen", "")), request.viewer.person_id
    new = 0 if seen is None else count_after(ticket.record_id, seen, but=person_id)
    url = reverse("servicedesk:ticket-show", args=[ticket.number])
    return present(request, f"{ABOUT}:{ticket.pk}", new=new, url=f"{url}#story")

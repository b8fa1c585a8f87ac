"""Who else of the desk has a ticket open, and whether somebody wrote in it meanwhile."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from pindos.kernel.errors import NotFound
from pindos.kernel.presenting import present
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
    seen = request.POST.get("seen", "")
    is_known = seen.isascii() and seen.isdigit() and 0 < len(seen) < 18
    person_id = request.viewer.person_id
    new = count_after(ticket.record_id, int(seen), but=person_id) if is_known else 0
    url = reverse("servicedesk:ticket-show", args=[ticket.number])
    return present(request, f"{ABOUT}:{ticket.pk}", new=new, url=f"{url}#story")

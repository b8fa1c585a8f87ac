"""What is probably the same as a ticket, and what solved others like it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pindos.kernel.web import Request
from pindos.servicedesk.queries import (
    acts_open_to,
    probable_duplicates,
    solved_alike,
    ticket_by,
)
from pindos.servicedesk.terms import OPEN, Act


@login_required
@require_GET
def ticket_duplicates(request: Request, number: str) -> HttpResponse:
    """Tickets of the same unit, place and hours, to be gathered into this one."""
    ticket = ticket_by(request.viewer, number)
    context = {
        "ticket": ticket,
        "found": probable_duplicates(request.viewer, ticket),
        "may_merge": ticket.state in OPEN and Act.MERGE in acts_open_to(request.viewer, ticket),
    }
    return render(request, "servicedesk/ticket_duplicates.html", context)


@login_required
@require_GET
def ticket_alike(request: Request, number: str) -> HttpResponse:
    """Solved ones like it with what solved them: a part of its page, or a page of its own."""
    ticket = ticket_by(request.viewer, number)
    context = {"ticket": ticket, "found": solved_alike(request.viewer, ticket)}
    is_part = request.headers.get("HX-Request") == "true"
    name = "_alike_list" if is_part else "ticket_alike"
    return render(request, f"servicedesk/{name}.html", context)

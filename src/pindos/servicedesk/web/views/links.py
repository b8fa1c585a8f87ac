"""Linking a ticket with others that belong to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pindos.kernel.errors import Refused
from pindos.kernel.web import Request
from pindos.records.terms import Sight
from pindos.servicedesk.commands import link_ticket, unlink_ticket
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    acts_open_to,
    sight_of_ticket,
    ticket_by,
    tickets_like,
)
from pindos.servicedesk.queries.links import MOST_LINKS
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.forms.links import LinkForm
from pindos.servicedesk.web.linked import linked_context
from pindos.servicedesk.web.refusals import put_on


@login_required
@require_http_methods(["GET", "POST"])
def ticket_link(request: Request, number: str) -> HttpResponse:
    """All tickets that belong to this one, and the form that adds another."""
    ticket = ticket_by(request.viewer, number)
    form = LinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with put_on(form):
            words = form.cleaned_data
            link_ticket(viewer=request.viewer, ticket_id=ticket.pk, **words)
            messages.success(request, _("The tickets are linked."))
            return redirect("servicedesk:ticket-show", ticket.number)
    if sight_of_ticket(request.viewer, ticket) != Sight.ALL:
        raise Refused(_("This cannot be done to the ticket now, or not by you. Open it again."))
    if request.htmx and not form.is_bound:
        return render(request, "servicedesk/_link_form.html", {"form": form, "ticket": ticket})
    return _page(request, ticket, form)


@login_required
@require_POST
def ticket_unlink(request: Request, number: str) -> HttpResponse:
    """Take one link away; what it was stands in the timelines."""
    ticket = ticket_by(request.viewer, number)
    other = request.POST.get("other", "")
    unlink_ticket(
        viewer=request.viewer, ticket_id=ticket.pk, other=other, tie=request.POST.get("tie", "")
    )
    messages.success(request, _("The link with %(number)s was removed.") % {"number": other})
    return redirect("servicedesk:ticket-show", ticket.number)


@login_required
@require_GET
def link_options(request: Request, number: str) -> HttpResponse:
    """Tickets that may be meant while a number or words are typed; the form works without."""
    ticket = ticket_by(request.viewer, number)
    found = tickets_like(request.viewer, ticket, request.GET.get("other", ""))
    return render(request, "servicedesk/_link_options.html", {"tickets": found})


def _page(request: Request, ticket: Ticket, form: LinkForm) -> HttpResponse:
    acts = acts_open_to(request.viewer, ticket)
    context = {
        "ticket": ticket,
        "acts": acts,
        "may_link": Act.LINK in acts,
        "form": form,
        **linked_context(request.viewer, ticket, limit=MOST_LINKS),
    }
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/ticket_link.html", context, status=status)

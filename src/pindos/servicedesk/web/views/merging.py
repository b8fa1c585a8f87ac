"""Merging a ticket into another one, with what will happen shown first; and undoing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pindos.kernel.errors import Forbidden, Refused
from pindos.kernel.web import Request
from pindos.servicedesk import commands
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    Foresight,
    acts_open_to,
    foresee_merge,
    ticket_by,
    ticket_typed,
)
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.act_page import version_of
from pindos.servicedesk.web.forms.merging import MergeForm
from pindos.servicedesk.web.refusals import put_on


@login_required
@require_http_methods(["GET", "POST"])
def ticket_merge(request: Request, number: str) -> HttpResponse:
    """Name the other ticket, see what will happen, then do it."""
    ticket = ticket_by(request.viewer, number)
    form = MergeForm(request.POST if request.method == "POST" else None)
    foresight: Foresight | None = None
    if form.is_valid():
        with put_on(form, {"into": "other"}):
            other = form.cleaned_data["other"]
            if form.cleaned_data["sure"]:
                return _merge(request, ticket, other)
            _refuse_others(request, ticket)
            found = ticket_typed(request.viewer, ticket, other, "into")
            foresight = foresee_merge(ticket, found)
    if request.method == "GET":
        _refuse_others(request, ticket)
    context = {"ticket": ticket, "form": form, "foresight": foresight}
    status = 422 if form.errors else 200
    return render(request, "servicedesk/ticket_merge.html", context, status=status)


@login_required
@require_POST
def ticket_unmerge(request: Request, number: str) -> HttpResponse:
    """Deal with it on its own again."""
    ticket = ticket_by(request.viewer, number)
    commands.unmerge_ticket(
        viewer=request.viewer, ticket_id=ticket.pk, version=version_of(request)
    )
    messages.success(request, _("It stands on its own again, with all that was written on it."))
    return redirect("servicedesk:ticket-show", ticket.number)


def _merge(request: Request, ticket: Ticket, other: str) -> HttpResponse:
    commands.merge_ticket(
        viewer=request.viewer, ticket_id=ticket.pk, into=other, version=version_of(request)
    )
    messages.success(request, _("The tickets are dealt with as one. It can be undone."))
    return redirect("servicedesk:ticket-show", ticket.number)


def _refuse_others(request: Request, ticket: Ticket) -> None:
    acts = acts_open_to(request.viewer, ticket)
    if Act.MERGE in acts:
        return
    words = _("This cannot be done to the ticket now, or not by you. Open it again.")
    raise Refused(words) if Act.NOTE in acts else Forbidden(words)

"""The time spent on a ticket."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pindos.kernel.errors import Forbidden, NotFound
from pindos.kernel.web import Request
from pindos.servicedesk import commands
from pindos.servicedesk.models import Effort, Ticket
from pindos.servicedesk.queries import efforts_of, ticket_by
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.efforts import may_correct, time_shown
from pindos.servicedesk.web.forms.efforts import TimeForm
from pindos.servicedesk.web.refusals import put_on
from pindos.servicedesk.web.views.tasks import ticket_to_work_on


@login_required
@require_http_methods(["GET", "POST"])
def ticket_time(request: Request, number: str) -> HttpResponse:
    """How long people worked on a ticket, and one more entry."""
    ticket = ticket_to_work_on(request, number, Act.TIME)
    form = TimeForm(request.viewer, ticket, request.POST or None, auto_id="time_%s")
    if form.is_valid():
        with put_on(form):
            commands.spend_time(viewer=request.viewer, ticket_id=ticket.pk, **form.cleaned_data)
            messages.success(request, _("The time was written down."))
            return _back(ticket)
    if request.htmx and not form.is_bound:
        return render(request, "servicedesk/_time_form.html", {"form": form, "ticket": ticket})
    context = {**time_shown(request.viewer, ticket), "form": form, "is_page": True}
    context["acts"] = {Act.TIME.value}
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/ticket_time.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def ticket_correct_time(request: Request, number: str, effort: int) -> HttpResponse:
    """An entry of time, to put it right or to take it away."""
    ticket = ticket_to_work_on(request, number, Act.TIME)
    row = _effort(request, ticket, effort)
    form = TimeForm(request.viewer, ticket, request.POST or None, effort=row)
    if form.is_valid():
        with put_on(form):
            commands.correct_time(
                viewer=request.viewer,
                ticket_id=ticket.pk,
                effort_id=row.pk,
                **form.cleaned_data,
            )
            messages.success(request, _("The entry of time was corrected."))
            return _back(ticket)
    context = {"ticket": ticket, "effort": row, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/ticket_correct_time.html", context, status=status)


@login_required
@require_POST
def ticket_remove_time(request: Request, number: str, effort: int) -> HttpResponse:
    """Take an entry of time away."""
    ticket = ticket_by(request.viewer, number)
    commands.remove_time(viewer=request.viewer, ticket_id=ticket.pk, effort_id=effort)
    messages.success(request, _("The entry of time was removed."))
    return _back(ticket)


def _effort(request: Request, ticket: Ticket, pk: int) -> Effort:
    for row in efforts_of(request.viewer, ticket):
        if row.pk == pk:
            if may_correct(request.viewer, row):
                return row
            raise Forbidden(
                _("Only whoever wrote it down, or the head, changes an entry of time.")
            )
    raise NotFound


def _back(ticket: Ticket) -> HttpResponse:
    response = redirect("servicedesk:ticket-show", ticket.number)
    response["Location"] += "#time"
    return response

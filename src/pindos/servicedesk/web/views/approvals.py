"""Asking the head, and the head's answer."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pindos.kernel.errors import Forbidden, NotFound
from pindos.kernel.web import Request
from pindos.organisation.rights import units_headed_by
from pindos.servicedesk import commands
from pindos.servicedesk.models import Approval
from pindos.servicedesk.queries import (
    acts_open_to,
    approvals_for,
    approvals_waiting_for,
    ticket_by,
)
from pindos.servicedesk.queries.approvals import MOST
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.approvals import approval_lines
from pindos.servicedesk.web.forms.approvals import AskForm, DecisionForm
from pindos.servicedesk.web.refusals import put_on
from pindos.servicedesk.web.who import frame_of

VERBS: dict[str, tuple[Callable[..., Approval], Promise]] = {
    "give": (commands.give_approval, gettext_lazy("Approved. Whoever asked was told.")),
    "decline": (commands.decline_approval, gettext_lazy("Declined. Whoever asked was told.")),
    "withdraw": (commands.withdraw_approval, gettext_lazy("The request was withdrawn.")),
}


@login_required
@require_http_methods(["GET", "POST"])
def ticket_ask_approval(request: Request, number: str) -> HttpResponse:
    """Ask the head of a unit whether something may be done."""
    ticket = ticket_by(request.viewer, number)
    form = AskForm(ticket, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with put_on(form):
            commands.ask_approval(viewer=request.viewer, ticket_id=ticket.pk, **form.cleaned_data)
            messages.success(request, _("The head was asked. The ticket waits for the decision."))
            return redirect("servicedesk:ticket-show", ticket.number)
    if request.method == "GET" and Act.ASK_APPROVAL not in acts_open_to(request.viewer, ticket):
        raise Forbidden(_("This cannot be done to the ticket now, or not by you. Open it again."))
    context = {"ticket": ticket, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/ticket_ask_approval.html", context, status=status)


@login_required
@require_GET
def approval_list(request: Request) -> HttpResponse:
    """What waits for the decision of the unit that one heads."""
    lines = approval_lines(request.viewer, approvals_waiting_for(request.viewer)[:MOST])
    context = {"lines": lines, "frame": frame_of(request.viewer)}
    return render(request, "servicedesk/approval_list.html", context)


@login_required
@require_GET
def approval_show(request: Request, pk: int) -> HttpResponse:
    """What is asked, by whom, about which ticket; the head decides here."""
    return _page(request, _approval(request, pk), DecisionForm())


def _decide(request: Request, pk: int, verb: str) -> HttpResponse:
    row = _approval(request, pk)
    form = DecisionForm(request.POST)
    command, done = VERBS[verb]
    if form.is_valid():
        with put_on(form):
            command(viewer=request.viewer, approval_id=row.pk, reason=form.cleaned_data["reason"])
            messages.success(request, str(done))
            return redirect("servicedesk:approval-show", row.pk)
    return _page(request, _approval(request, pk), form)


def _verb(verb: str) -> Callable[..., HttpResponse]:
    @login_required
    @require_POST
    def page(request: Request, pk: int) -> HttpResponse:
        return _decide(request, pk, verb)

    return page


DECISIONS = {verb: _verb(verb) for verb in VERBS}


def _approval(request: Request, pk: int) -> Approval:
    row = approvals_for(request.viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


def _page(request: Request, row: Approval, form: DecisionForm) -> HttpResponse:
    [line] = approval_lines(request.viewer, [row])
    acts = acts_open_to(request.viewer, ticket_by(request.viewer, row.ticket_id))
    context = {
        "approval": row,
        "line": line,
        "form": form,
        "frame": frame_of(request.viewer),
        "may_decide": not row.decision and row.unit_id in units_headed_by(request.viewer),
        "may_withdraw": not row.decision and Act.WITHDRAW_APPROVAL in acts,
    }
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/approval_show.html", context, status=status)

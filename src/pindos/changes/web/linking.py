"""The tickets and the problems of a change, tied and untied on its page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pindos.changes import commands
from pindos.changes.queries import change_by
from pindos.changes.web.change_page import change_page
from pindos.changes.web.deeds import carried_out
from pindos.changes.web.forms import AimForm, LinkForm
from pindos.kernel.web import Request

LONGEST = 60  # characters of a number


@login_required
@require_POST
def change_link(request: Request, change: int) -> HttpResponse:
    """Say what a ticket has to do with it."""
    row = change_by(request.viewer, change)
    form = LinkForm(request.POST)
    if form.is_valid() and carried_out(request, form, commands.link_change, row):
        messages.success(request, _("The ticket is tied to it."))
        return redirect("changes:change-show", row.pk)
    return change_page(request, row, link=form)


@login_required
@require_POST
def change_unlink(request: Request, change: int) -> HttpResponse:
    """Take that back."""
    row = change_by(request.viewer, change)
    ticket = request.POST.get("ticket", "")[:LONGEST]
    commands.unlink_change(viewer=request.viewer, change_id=row.pk, ticket=ticket)
    messages.success(request, _("The ticket is tied to it no more."))
    return redirect("changes:change-show", row.pk)


@login_required
@require_POST
def change_link_problem(request: Request, change: int) -> HttpResponse:
    """Say that it is to solve a problem."""
    row = change_by(request.viewer, change)
    form = AimForm(request.POST)
    if form.is_valid() and carried_out(request, form, commands.link_problem, row):
        messages.success(request, _("The problem is tied to it."))
        return redirect("changes:change-show", row.pk)
    return change_page(request, row, aim=form)


@login_required
@require_POST
def change_unlink_problem(request: Request, change: int) -> HttpResponse:
    """Take that back."""
    row = change_by(request.viewer, change)
    problem = request.POST.get("problem", "")[:LONGEST]
    commands.unlink_problem(viewer=request.viewer, change_id=row.pk, problem=problem)
    messages.success(request, _("The problem is tied to it no more."))
    return redirect("changes:change-show", row.pk)

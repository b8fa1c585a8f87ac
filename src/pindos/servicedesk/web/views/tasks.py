"""Tasks of a ticket, and the checklists that are kept ready."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from pindos.kernel.errors import Forbidden, NotFound
from pindos.kernel.filtering import EVERYTHING, Condition, Mode, Op, joined, list_page
from pindos.kernel.web import Request
from pindos.organisation.queries import units_by_id
from pindos.organisation.terms import Role
from pindos.servicedesk import commands
from pindos.servicedesk.models import Task, Ticket
from pindos.servicedesk.queries import (
    acts_open_to,
    checklist_by,
    checklists_for,
    tasks_of,
    ticket_by,
)
from pindos.servicedesk.queries.listed_work import TASKS
from pindos.servicedesk.rules import may_set_checklist
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.forms.tasks import ChecklistForm, TaskForm, TasksForm
from pindos.servicedesk.web.refusals import put_on
from pindos.servicedesk.web.tasks import tasks_shown

MINE = joined(Mode.ALL, [Condition("who", Op.EQ, ("me",)), Condition("done", Op.EQ, ("no",))])
FIXERS = (Role.HEAD, Role.DIRECTOR, Role.ADMINISTRATOR)


@login_required
@require_http_methods(["GET", "POST"])
def ticket_tasks(request: Request, number: str) -> HttpResponse:
    """What is to be done on a ticket, and more of it."""
    ticket = ticket_to_work_on(request, number)
    form = TasksForm(request.viewer, ticket, request.POST or None, auto_id="task_%s")
    if form.is_valid():
        with put_on(form):
            commands.add_tasks(viewer=request.viewer, ticket_id=ticket.pk, **form.arguments())
            messages.success(request, _("The tasks stand on the ticket."))
            return _back(ticket)
    if request.htmx and not form.is_bound:
        return render(request, "servicedesk/_tasks_form.html", {"form": form, "ticket": ticket})
    context = {**tasks_shown(request.viewer, ticket), "form": form, "is_page": True}
    context["acts"] = acts_open_to(request.viewer, ticket)
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/ticket_tasks.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def ticket_task(request: Request, number: str, task: int) -> HttpResponse:
    """One task: to say it anew, to give it to somebody, to take it off the list."""
    ticket = ticket_to_work_on(request, number)
    row = _task(request, ticket, task)
    form = TaskForm(request.viewer, ticket, row, request.POST or None)
    if form.is_valid():
        with put_on(form):
            commands.change_task(
                viewer=request.viewer, ticket_id=ticket.pk, task_id=row.pk, **form.arguments()
            )
            messages.success(request, _("The task was changed."))
            return _back(ticket)
    context = {"ticket": ticket, "task": row, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/ticket_task.html", context, status=status)


@login_required
@require_http_methods(["GET"])
def task_list(request: Request) -> HttpResponse:
    """All tasks of the tickets that one sees; without a filter, one's own that are open."""
    is_mine = not request.GET.get("filter") and request.GET.get("show") != "all"
    now = timezone.now()
    return list_page(
        request,
        TASKS,
        "servicedesk/task_list.html",
        lambda rows: {
            "is_mine": is_mine,
            "rows": [
                (row, row.done_at is None and bool(row.due_at) and row.due_at <= now)
                for row in rows
            ],
        },
        within=MINE if is_mine else EVERYTHING,
        dressed=TASKS.with_values,
    )


@login_required
@require_http_methods(["GET"])
def checklist_list(request: Request) -> HttpResponse:
    """The checklists that one may use, and for heads and administrators the way to change them."""
    found = checklists_for(request.viewer, with_hidden=True)
    if not found:
        raise Forbidden(_("Checklists are for those who work at a desk."))
    units = units_by_id({one.unit_id for one in found if one.unit_id})
    rows = [
        {
            "list": one,
            "unit": units[one.unit_id].name if one.unit_id else "",
            "may_change": bool(may_set_checklist(request.viewer, one.unit_id)),
        }
        for one in found
    ]
    context = {"rows": rows, "may_add": request.viewer.holds(*FIXERS)}
    return render(request, "servicedesk/checklist_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def checklist_set(request: Request, key: str = "") -> HttpResponse:
    """A checklist as it is kept ready; without a key a new one."""
    viewer = request.viewer
    one = checklist_by(viewer, key) if key else None
    may = may_set_checklist(viewer, one.unit_id) if one else viewer.holds(*FIXERS)
    if not may:
        raise Forbidden(_("Checklists are made by heads and administrators."))
    initial = one and {
        "name": one.name,
        "lines": "\n".join(one.lines),
        "is_hidden": one.is_hidden,
    }
    form = ChecklistForm(viewer, request.POST or None, is_new=one is None, initial=initial)
    if form.is_valid():
        words = dict(form.cleaned_data)
        words["unit_id"] = words.pop("unit", None)
        with put_on(form):
            commands.set_checklist(viewer=viewer, key=key, **words)
            messages.success(request, _("The checklist was saved."))
            return redirect("servicedesk:checklist-list")
    status = 422 if form.is_bound else 200
    return render(
        request, "servicedesk/checklist.html", {"form": form, "list": one}, status=status
    )


def ticket_to_work_on(request: Request, number: str, act: Act = Act.TASKS) -> Ticket:
    """A ticket of which the viewer sees all; whoever only asked learns of no tasks."""
    ticket = ticket_by(request.viewer, number)
    if act not in acts_open_to(request.viewer, ticket):
        raise Forbidden(_("Only those who work on the ticket do this, and not once it is closed."))
    return ticket


def _task(request: Request, ticket: Ticket, pk: int) -> Task:
    for row in tasks_of(request.viewer, ticket):
        if row.pk == pk:
            return row
    raise NotFound


def _back(ticket: Ticket) -> HttpResponse:
    response = redirect("servicedesk:ticket-show", ticket.number)
    response["Location"] += "#tasks"
    return response


def _at_once(command: Callable[..., Any], done: Promise | str = "") -> Callable[..., HttpResponse]:
    @login_required
    @require_POST
    def act(request: Request, number: str, task: int) -> HttpResponse:
        ticket = ticket_by(request.viewer, number)
        command(viewer=request.viewer, ticket_id=ticket.pk, task_id=task)
        if done:
            messages.success(request, str(done))
        return _back(ticket)

    return act


AT_ONCE = {
    "finish": _at_once(commands.finish_task),
    "reopen": _at_once(commands.reopen_task),
    "remove": _at_once(commands.remove_task, gettext_lazy("The task was taken off the list.")),
}

"""Pages of one problem: opened, looked at, put right, written on."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindos.kernel.clashes import Side, say_meanwhile, show_both, to_edit, with_choices
from pindos.kernel.drafting import fill, kept_instead, restored
from pindos.kernel.drafts import drop_draft
from pindos.kernel.errors import Clash, Forbidden, NotFound, Refused
from pindos.kernel.once_only import once_only, token
from pindos.kernel.presenting import present
from pindos.kernel.refusals import put_on
from pindos.kernel.versions import seen_in, shown
from pindos.kernel.web import Request
from pindos.organisation.queries import unit_facts
from pindos.organisation.rights import units_worked_by
from pindos.problems import commands
from pindos.problems.models import Problem
from pindos.problems.queries import acts_open_to, is_read_in_full, problem_by, tickets_named
from pindos.problems.terms import ABOUT, MOST_TICKETS, Act
from pindos.problems.web.forms import HIDDEN, NoteForm, OpenForm, ProblemForm
from pindos.problems.web.page import problem_page
from pindos.records.commands import keep_for_next_try, sent_with
from pindos.servicedesk.queries.catalogue import category_keys
from pindos.servicedesk.terms import Priority

COLUMNS = (
    "title",
    "description",
    "category_id",
    "impact",
    "priority",
    "assignee_id",
    "cause",
    "workaround",
    "is_public",
    "fix",
)
DRAFT = "problem:open"


@login_required
@require_safe
def problem_show(request: Request, problem: int) -> HttpResponse:
    """A problem in full for its unit and those above; a known error for the others."""
    return problem_page(request, problem_by(request.viewer, problem))


@login_required
@require_http_methods(["GET", "POST"])
def problem_open(request: Request) -> HttpResponse:
    """A new problem: from nothing, or from the tickets that the address names."""
    if not units_worked_by(request.viewer):
        raise NotFound
    if kept := kept_instead(request, DRAFT):
        return kept
    is_begun = "begun" in request.POST  # chosen in the queue: nothing is filled in yet
    named = (request.POST if is_begun else request.GET).getlist("ticket")[:MOST_TICKETS]
    if is_begun and not named:
        raise Refused(_("Choose single tickets in the list first."))
    data = None if is_begun or request.method == "GET" else request.POST
    form = OpenForm(request.viewer, data, initial=_begun_with(request, named))
    if form.is_valid():
        with put_on(form):
            answer = _opened_once(request, form.cleaned_data)
            drop_draft(request.viewer, DRAFT)
            said = _("The problem %(number)s was opened.") % {"number": answer["number"]}
            messages.success(request, said)
            return redirect("problems:problem-show", answer["id"])
    draft = None if named else restored(request, DRAFT)
    fill(form, draft)
    words: dict[str, Any] = {"form": form, "problem": None, "draft": draft, "sides": []}
    words["once"] = token(request)
    status = 422 if form.is_bound else 200
    return render(request, "problems/problem_form.html", words, status=status)


def _opened_once(request: Request, said: dict[str, Any]) -> dict[str, Any]:
    """Open it, or answer as the first click was; the same form with other words is new."""

    def act() -> dict[str, Any]:
        row = commands.open_problem(viewer=request.viewer, **said)
        return {"id": row.pk, "number": row.number}

    return once_only(request, "open-problem", said, act)


def _begun_with(request: Request, named: list[str]) -> dict[str, Any]:
    """What the first of the tickets says already."""
    initial: dict[str, Any] = {"impact": "unit", "priority": "normal"}
    if not named:
        return initial
    tickets = tickets_named(request.viewer, named)
    first = tickets[0]
    return {
        "tickets": " ".join(row.number for row in tickets),
        "title": first.title,
        "impact": first.impact,
        "priority": Priority(first.priority).name.lower(),
        "category": category_keys([first.category_id]).get(first.category_id, "")
        if first.category_id
        else "",
        "unit": unit_facts(first.unit_id).key,
    }


@login_required
@require_http_methods(["GET", "POST"])
def problem_edit(request: Request, problem: int) -> HttpResponse:
    """What is known of it, to be put right; what two change is joined field by field."""
    row = problem_by(request.viewer, problem)
    _refuse_closed(request, row)
    name = f"problem:{row.pk}:edit"
    if kept := kept_instead(request, name):
        return kept
    data: Any = with_choices(request.POST) if request.method == "POST" else None
    initial = to_edit(row, COLUMNS, _now(row))
    form = ProblemForm(request.viewer, _unit_of(row), data, initial=initial)
    sides: list[Side] = []
    if form.is_valid():
        said = {key: value for key, value in form.cleaned_data.items() if key not in HIDDEN}
        seen = seen_in(form.cleaned_data["shown"])
        try:
            with put_on(form):
                version = form.cleaned_data["version"]
                saved = commands.edit_problem(
                    viewer=request.viewer, problem_id=row.pk, version=version, seen=seen, **said
                )
                drop_draft(request.viewer, name)
                messages.success(request, _("It is saved."))
                say_meanwhile(request, form, saved)
                return redirect("problems:problem-show", row.pk)
        except Clash as clash:
            form.add_error(None, str(clash))
            fresh = problem_by(request.viewer, problem)
            sides = show_both(form, clash, _now(fresh), shown(fresh, COLUMNS))
    draft = restored(request, name)
    fill(form, draft)
    words = {"form": form, "problem": row, "draft": draft, "sides": sides}
    words["presence"] = reverse("problems:problem-presence", args=[row.pk])
    status = 422 if form.is_bound else 200
    return render(request, "problems/problem_form.html", words, status=status)


def _refuse_closed(request: Request, row: Problem) -> None:
    acts = acts_open_to(request.viewer, row)
    if not acts:
        raise Forbidden(_("Only those who work in the unit that owns the problem can do this."))
    if request.method == "GET" and Act.EDIT.value not in acts:
        raise Refused(_("This cannot be done to the problem now. Open it again."))


def _unit_of(row: Problem) -> dict[int, str]:
    return {row.unit_id: row.unit.name_el}


def _now(row: Problem) -> Mapping[str, str]:
    """A problem in the form's own words."""
    keys = category_keys([row.category_id]) if row.category_id else {}
    return {
        "title": row.title,
        "description": row.description,
        "category": keys.get(row.category_id or 0, ""),
        "impact": row.impact,
        "priority": Priority(row.priority).name.lower(),
        "assignee": str(row.assignee_id or ""),
        "cause": row.cause,
        "workaround": row.workaround,
        "is_public": "on" if row.is_public else "",
        "fix": row.fix,
    }


@login_required
@require_POST
def problem_note(request: Request, problem: int) -> HttpResponse:
    """Write down what was found."""
    row = problem_by(request.viewer, problem)
    name = f"problem:{row.pk}:note"
    page = reverse("problems:problem-show", args=[row.pk])
    if kept := kept_instead(request, name, f"{page}#write-note"):
        return kept
    form = NoteForm(request.POST)
    if form.is_valid():
        with put_on(form):
            commands.note_problem(
                viewer=request.viewer,
                problem_id=row.pk,
                text=form.cleaned_data["text"],
                files=sent_with(request),
            )
            drop_draft(request.viewer, name)
            messages.success(request, _("The note stands in the history."))
            return redirect(page)
    return problem_page(request, row, note=form, kept=keep_for_next_try(request, form))


@login_required
@require_POST
def problem_presence(request: Request, problem: int) -> HttpResponse:
    """Who else has it open; for those who read it in full."""
    row = problem_by(request.viewer, problem)
    if not is_read_in_full(request.viewer, row):
        raise NotFound
    return present(request, f"{ABOUT}:{row.pk}")

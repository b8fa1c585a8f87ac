"""Pages of the tickets of a problem: linked, unlinked, told all together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pindos.kernel.drafting import fill, kept_instead, restored
from pindos.kernel.drafts import drop_draft
from pindos.kernel.errors import Forbidden
from pindos.kernel.refusals import put_on
from pindos.kernel.web import Request
from pindos.organisation.rights import units_worked_by
from pindos.problems import commands
from pindos.problems.queries import open_incidents_of, problem_by, tickets_named
from pindos.problems.terms import State, Tell
from pindos.problems.web.forms import CascadeForm, LinkForm


@login_required
@require_http_methods(["GET", "POST"])
def problem_link(request: Request, problem: int) -> HttpResponse:
    """Tickets that it explains too, by their numbers."""
    row = problem_by(request.viewer, problem)
    if not units_worked_by(request.viewer):
        raise Forbidden(_("Only those who work at the desk link tickets."))
    rows = tickets_named(request.viewer, request.GET.getlist("ticket")[:50])
    initial = {"tickets": " ".join(each.number for each in rows)}
    form = LinkForm(request.POST or None, initial=initial)
    if form.is_valid():
        with put_on(form):
            commands.link_problem(
                viewer=request.viewer, problem_id=row.pk, tickets=form.cleaned_data["tickets"]
            )
            messages.success(request, _("The tickets are linked with the problem."))
            return redirect("problems:problem-show", row.pk)
    status = 422 if form.is_bound else 200
    words = {"problem": row, "form": form}
    return render(request, "problems/problem_link.html", words, status=status)


@login_required
@require_POST
def problem_unlink(request: Request, problem: int) -> HttpResponse:
    """It does not explain these tickets."""
    commands.unlink_problem(
        viewer=request.viewer, problem_id=problem, tickets=request.POST.getlist("ticket")
    )
    messages.success(request, _("The ticket is linked no more."))
    return redirect("problems:problem-show", problem)


@login_required
@require_http_methods(["GET", "POST"])
def problem_cascade(request: Request, problem: int) -> HttpResponse:
    """What all who wait are told; next comes the desk's own page, ticket by ticket."""
    row = problem_by(request.viewer, problem)
    if not units_worked_by(request.viewer):
        raise Forbidden(_("Only those who work at the desk act on many tickets at once."))
    name = f"problem:{row.pk}:cascade"
    if kept := kept_instead(request, name):
        return kept
    is_over = row.state in (State.RESOLVED, State.CLOSED)
    initial = {
        "tell": Tell.RESOLVE if is_over else Tell.REPLY,
        "text": row.fix if is_over else row.workaround,
    }
    form = CascadeForm(request.POST or None, initial=initial)
    if form.is_valid():
        with put_on(form):
            bulk = commands.preview_cascade(
                viewer=request.viewer, problem_id=row.pk, **form.cleaned_data
            )
            drop_draft(request.viewer, name)
            return redirect("servicedesk:bulk-act-show", bulk.pk)
    draft = restored(request, name)
    fill(form, draft)
    count = len(open_incidents_of(request.viewer, row))
    words = {"problem": row, "form": form, "draft": draft, "count": count}
    status = 422 if form.is_bound else 200
    return render(request, "problems/problem_cascade.html", words, status=status)

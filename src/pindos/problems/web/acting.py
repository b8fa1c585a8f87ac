"""The acts that lead a problem on, each with its small page or its button."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from pindos.kernel.drafting import fill, kept_instead, restored
from pindos.kernel.drafts import drop_draft
from pindos.kernel.errors import Clash, Forbidden, Refused
from pindos.kernel.refusals import put_on
from pindos.kernel.versions import version_in
from pindos.kernel.web import Request
from pindos.problems import commands
from pindos.problems.models import Problem
from pindos.problems.queries import acts_open_to, open_incidents_of, problem_by
from pindos.problems.terms import Act
from pindos.problems.web.forms import (
    ActForm,
    CancelForm,
    DeclineForm,
    OfferForm,
    PublishForm,
    ReopenForm,
    ResolveForm,
)


class Deed(NamedTuple):
    """One act: what its button, its page and its message say."""

    act: Act
    command: Callable[..., Problem]
    form: type[ActForm]
    icon: str
    button: Promise
    lead: Promise
    done: Promise

    @property
    def is_at_once(self) -> bool:
        """Whether it needs no words: a button does it."""
        return self.form is ActForm


DEEDS = {
    deed.act.value: deed
    for deed in (
        Deed(
            Act.INVESTIGATE,
            commands.investigate_problem,
            ActForm,
            "search",
            gettext_lazy("Look for the cause"),
            gettext_lazy("From now on it is under investigation."),
            gettext_lazy("It is under investigation."),
        ),
        Deed(
            Act.PUBLISH,
            commands.publish_problem,
            PublishForm,
            "book",
            gettext_lazy("Make it a known error"),
            gettext_lazy("All units of the administration read title, cause and workaround."),
            gettext_lazy("It is a known error: all units find it."),
        ),
        Deed(
            Act.RESOLVE,
            commands.resolve_problem,
            ResolveForm,
            "ok",
            gettext_lazy("The cause is removed"),
            gettext_lazy("Then you can tell all who reported it, or solve their tickets."),
            gettext_lazy("The problem is resolved."),
        ),
        Deed(
            Act.CLOSE,
            commands.close_problem,
            ActForm,
            "check",
            pgettext_lazy("problem", "Close it"),
            gettext_lazy("Nothing is left to be done."),
            gettext_lazy("The problem is closed."),
        ),
        Deed(
            Act.REOPEN,
            commands.reopen_problem,
            ReopenForm,
            "undo",
            pgettext_lazy("problem", "Reopen it"),
            gettext_lazy("The cause is not removed after all."),
            gettext_lazy("The problem is open again."),
        ),
        Deed(
            Act.CANCEL,
            commands.cancel_problem,
            CancelForm,
            "close",
            pgettext_lazy("problem", "Cancel the problem"),
            gettext_lazy("It was none, or nobody will look for it. The tickets stay as they are."),
            gettext_lazy("The problem is cancelled."),
        ),
        Deed(
            Act.OFFER,
            commands.offer_problem,
            OfferForm,
            "refer",
            gettext_lazy("Hand it to another unit"),
            gettext_lazy("The other unit accepts or declines. Until then it is yours."),
            gettext_lazy("The other unit was asked. Until it accepts, the problem is yours."),
        ),
        Deed(
            Act.RECALL,
            commands.recall_problem,
            ActForm,
            "undo",
            gettext_lazy("Recall the offer"),
            gettext_lazy("The problem stays with your unit."),
            gettext_lazy("The offer was recalled: the problem stays with your unit."),
        ),
        Deed(
            Act.DECLINE,
            commands.decline_problem,
            DeclineForm,
            "returned",
            gettext_lazy("Decline it, with the reason"),
            gettext_lazy("It stays with the unit that has it, which reads why."),
            gettext_lazy("It was declined: it stays with the unit that has it."),
        ),
        Deed(
            Act.ACCEPT,
            commands.accept_problem,
            ActForm,
            "ok",
            gettext_lazy("Accept it"),
            gettext_lazy("Your unit owns it from now on."),
            gettext_lazy("Your unit owns the problem from now on."),
        ),
    )
}


def _page(deed: Deed) -> Callable[..., HttpResponse]:
    @login_required
    @require_POST if deed.is_at_once else require_http_methods(["GET", "POST"])
    def page(request: Request, problem: int) -> HttpResponse:
        return _carry_out(request, problem_by(request.viewer, problem), deed)

    return page


def _carry_out(request: Request, row: Problem, deed: Deed) -> HttpResponse:
    """Ask for what the act needs, then do it; a form that fails keeps every word."""
    name = f"problem:{row.pk}:{deed.act}"
    if kept := kept_instead(request, name):
        return kept
    if request.method == "GET":
        _refuse_what_is_not_open(request, row, deed)
    form = deed.form(row, request.POST if request.method == "POST" else None)
    if form.is_valid():
        version = version_in(request.POST.get("version", ""))
        try:
            with put_on(form):
                deed.command(
                    viewer=request.viewer, problem_id=row.pk, version=version, **form.cleaned_data
                )
                drop_draft(request.viewer, name)
                messages.success(request, str(deed.done))
                return _onwards(request, row, deed)
        except Clash as clash:
            form.add_error(None, str(clash))
    if deed.is_at_once:
        messages.error(request, " ".join(str(each) for each in form.non_field_errors()))
        return redirect("problems:problem-show", row.pk)
    draft = restored(request, name)
    fill(form, draft)
    fresh = problem_by(request.viewer, row.pk)
    words = {"problem": fresh, "deed": deed, "form": form, "draft": draft}
    status = 422 if form.is_bound else 200
    return render(request, "problems/problem_act.html", words, status=status)


def _refuse_what_is_not_open(request: Request, row: Problem, deed: Deed) -> None:
    acts = acts_open_to(request.viewer, row)
    if not acts:
        raise Forbidden(_("Only those who work in the unit that owns the problem can do this."))
    if deed.act.value not in acts:
        raise Refused(_("This cannot be done to the problem now. Open it again."))


def _onwards(request: Request, row: Problem, deed: Deed) -> HttpResponse:
    """To the problem; once it is resolved, to those who still wait."""
    if deed.act is Act.DECLINE:
        return redirect("problems:problem-list")  # it may not be theirs to read any more
    if deed.act is Act.RESOLVE and open_incidents_of(request.viewer, row):
        return redirect("problems:problem-cascade", row.pk)
    return redirect("problems:problem-show", row.pk)


ACTS = {verb: _page(deed) for verb, deed in DEEDS.items()}

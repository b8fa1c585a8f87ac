"""The page of one question: by the link in the letter, or on one's own ticket."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pindos.kernel.errors import NotFound
from pindos.kernel.refusals import put_on
from pindos.kernel.web import Request
from pindos.surveys import commands
from pindos.surveys.models import Survey
from pindos.surveys.queries import Asked, asked_of, asked_on_ticket, survey_of_link
from pindos.surveys.terms import Answer
from pindos.surveys.web.forms import AnswerForm

Act = Callable[[AnswerForm], object]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey_answer(request: Request, token: str) -> HttpResponse:
    """One button without a sign-in; to look at it records nothing."""
    try:
        asked = asked_of(survey_of_link(token))
    except NotFound:
        return render(request, "surveys/over.html", {"is_unknown": True}, status=404)
    if asked.is_over:
        return render(request, "surveys/over.html", {"asked": asked}, status=410)

    def act(form: AnswerForm) -> None:
        commands.answer_by_link(token=token, **form.cleaned_data)

    return _page(request, asked, act, redirect("surveys:survey-answer", token), by_link=True)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ticket_survey(request: Request, number: str) -> HttpResponse:
    """The same for whoever is signed in, on their own ticket."""
    survey = asked_on_ticket(request.viewer, number)
    if survey is None:
        raise NotFound
    asked = asked_of(survey)
    if asked.is_over:
        return render(request, "surveys/over.html", {"asked": asked}, status=410)

    def act(form: AnswerForm) -> None:
        commands.answer_survey(viewer=request.viewer, ticket_id=number, **form.cleaned_data)
        messages.success(request, _("Thank you. Your answer is kept."))

    return _page(request, asked, act, redirect("servicedesk:ticket-show", number), by_link=False)


def _page(
    request: Request, asked: Asked, act: Act, after: HttpResponseRedirect, *, by_link: bool
) -> HttpResponse:
    form = AnswerForm(request.POST or None, initial=_initial(request, asked.survey, by_link))
    if request.method == "POST" and form.is_valid():
        with put_on(form):
            act(form)
            return after
    context = {"form": form, "asked": asked, "by_link": by_link}
    return render(request, "surveys/answer.html", context, status=422 if form.is_bound else 200)


def _initial(request: Request, survey: Survey, by_link: bool) -> dict[str, str]:  # noqa: FBT001
    """The answer of the link that was pressed, before the one that was given; what was written
    only to whoever has signed in: a letter may have been passed on."""
    pressed = request.GET.get("answer", "")
    answer = pressed if pressed in Answer.values else survey.answer
    return {"answer": answer, "comment": "" if by_link else survey.comment}

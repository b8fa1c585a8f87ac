"""The question in the letter of the solution, and the head who hears of a low answer."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.kernel.events import on
from pindos.notices.commands import tell
from pindos.notices.terms import Kind, Question, asks_with, know
from pindos.organisation.queries import heads_of
from pindos.servicedesk.terms import ABOUT
from pindos.shell.moments import date_of
from pindos.surveys.commands import ask_about
from pindos.surveys.events import SurveyAnswered
from pindos.surveys.models import Survey
from pindos.surveys.queries import is_over, token_of
from pindos.surveys.terms import QUESTION, Answer

WORK = gettext_lazy("Work of my department")

know(Kind("survey-low", gettext_lazy("Somebody says that they were not served"), WORK))


@asks_with("ticket-resolved")
def question_of(person_id: int, about: str) -> Question | None:
    """What the letter of a solution asks, with a link for each answer.

    The links only lead to a page: programs that look at mails follow them too.
    """
    kind, _colon, pk = about.partition(":")
    survey = ask_about(int(pk)) if kind == ABOUT else None
    if survey is None or survey.person_id != person_id or survey.answer or is_over(survey):
        return None
    page = reverse("surveys:survey-answer", args=[token_of(survey)])
    until = date_of(survey.good_until)
    return Question(
        text=str(QUESTION),
        url=page,
        answers=tuple(
            (str(label), f"{page}?{urlencode({'answer': value})}")
            for value, label in Answer.choices
        ),
        foot=_("One click and one button, without signing in, until %(day)s.") % {"day": until},
    )


@on(SurveyAnswered, name="tell-heads-of-low-answer")
def tell_heads(event: SurveyAnswered) -> None:
    """The heads of the unit that solved, once for each question, of a no."""
    survey = Survey.objects.select_related("ticket").get(pk=event.survey_id)
    if survey.answer != Answer.NO:
        return
    number = survey.ticket.number

    def say() -> tuple[str, str]:
        title = _("%(number)s: whoever asked says that they were not served") % {"number": number}
        return title, survey.comment

    tell(
        person_ids=[each.id for each in heads_of(survey.unit_id)],
        key=f"survey-low:{survey.pk}",
        kind="survey-low",
        about=f"{ABOUT}:{survey.ticket_id}",
        say=say,
        url=reverse("servicedesk:ticket-show", args=[number]),
    )

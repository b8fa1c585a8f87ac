"""Answering: signed in on the ticket's page, or by the link in the letter."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.events import emit
from pindos.kernel.text import clean
from pindos.surveys.events import SurveyAnswered
from pindos.surveys.models import Survey
from pindos.surveys.queries import asked_on_ticket, is_over, survey_of_link
from pindos.surveys.terms import COMMENT_LENGTH, MOST_CHANGES, Answer


@transaction.atomic
def answer_survey(
    *, viewer: Viewer, ticket_id: int | str, answer: str, comment: str = ""
) -> Survey:
    """Answer the last question on one's own ticket; NotFound when the viewer was not asked."""
    asked = asked_on_ticket(viewer, ticket_id)
    if asked is None:
        raise NotFound
    return _answer(asked, answer, comment, viewer, by_link=False)


@transaction.atomic
def answer_by_link(*, token: str, answer: str, comment: str = "") -> Survey:
    """Answer by the address in the letter; whoever has it needs no account.

    Without a word the one that was written stays: a letter is passed on, so it is not shown there.
    """
    asked = survey_of_link(token)
    return _answer(asked, answer, comment or asked.comment, HOUSE, by_link=True)


def _answer(asked: Survey, answer: str, comment: str, by: Viewer, *, by_link: bool) -> Survey:
    """The same answer again changes nothing; refuses what is over or was changed too often."""
    survey = Survey.objects.select_for_update().get(pk=asked.pk)
    answer, comment = _checked(answer, comment)
    if survey.answered_at and (survey.answer, survey.comment) == (answer, comment):
        return survey
    if is_over(survey):
        raise Refused(_("The days in which this could be answered are over."))
    if survey.changes >= MOST_CHANGES:
        raise Refused(_("The answer was changed too often. The last one stays."))
    before = survey.answer
    survey.changes += 1 if survey.answered_at else 0
    survey.answer, survey.comment = answer, comment
    survey.answered_at = survey.answered_at or timezone.now()
    survey.save(update_fields=["answer", "comment", "answered_at", "changes"])
    emit(
        SurveyAnswered(
            survey_id=survey.pk,
            ticket_id=survey.ticket_id,
            unit_id=survey.unit_id,
            by_link=by_link,
        ),
        about=survey,
        unit_id=survey.unit_id,
        by=by,
        changes={"answer": (before or None, answer)},
    )
    return survey


def _checked(answer: str, comment: str) -> tuple[str, str]:
    faults = {}
    if answer not in Answer.values:
        faults["answer"] = _("Choose one of the answers.")
    try:
        comment = clean(comment)
    except ValidationError as error:
        faults["comment"] = " ".join(error.messages)
    if len(comment) > COMMENT_LENGTH:
        faults["comment"] = ngettext(
            "Write at most %(most)s character; this has %(length)s.",
            "Write at most %(most)s characters; this has %(length)s.",
            COMMENT_LENGTH,
        ) % {"most": COMMENT_LENGTH, "length": len(comment)}
    if faults:
        raise Invalid(faults)
    return answer, comment

"""What somebody answered to the short form of a category: looked at, then kept as it was."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.organisation.queries import person_known_to, site_named
from pindos.servicedesk.catalogue.shape import FieldKind, Question
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.models import Answered, Ticket
from pindos.servicedesk.queries.catalogue import Offered, category_named, works_at_a_desk
from pindos.servicedesk.rules import checked

Answers = Mapping[str, Any]
NO_ANSWERS: Answers = {}


class Filled(NamedTuple):
    """A category, and its form as it was filled in."""

    category: Offered
    answers: dict[str, Any]


def filled(
    viewer: Viewer,
    sent: Sent,
    category: str | None,
    answers: Answers | None,
    *,
    are_all_needed: bool = True,
) -> Filled | None:
    """The form that was filled in; what is wrong goes to ``sent``, by field (answers.KEY)."""
    if not category:
        if answers:
            sent.faults["category"] = _("Name the category to which these are the answers.")
        return None
    try:
        offered = category_named(viewer, category)
    except Invalid as error:
        sent.faults |= error.fields
        return None
    questions = offered.content.fields
    kept, faults = checked(questions, answers or NO_ANSWERS, are_all_needed=are_all_needed)
    for question in questions:
        if question.key in kept:
            try:
                kept[question.key] = _looked_up(viewer, question, kept[question.key])
            except Invalid as error:
                faults[question.key] = next(iter(error.fields.values()))
    sent.faults |= {f"answers.{key}": words for key, words in faults.items()}
    return Filled(offered, kept)


def keep_answers(ticket: Ticket, form: Filled | None, now: datetime) -> None:
    """Keep a form with the ticket; one without an answer is nothing to keep."""
    if form and form.answers:
        Answered.objects.create(
            ticket=ticket,
            category_version_id=form.category.version_id,
            answers=form.answers,
            at=now,
        )


def _looked_up(viewer: Viewer, question: Question, value: Any) -> Any:
    """A site by its id; a person whom the viewer may look up by theirs, all others as typed."""
    if question.kind == FieldKind.SITE:
        return site_named(value).id
    if question.kind == FieldKind.PERSON and works_at_a_desk(viewer):
        try:
            return person_known_to(viewer, value).id
        except Invalid:
            return value
    return value

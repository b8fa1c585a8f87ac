"""What surveys add to the page of a ticket: for whoever asked, and for the unit that solved."""

from django.template.loader import render_to_string

from pindos.kernel.access import Viewer
from pindos.kernel.slots import panel
from pindos.surveys.queries import answers_on_ticket, asked_of, asked_on_ticket
from pindos.surveys.terms import Answer


@panel("servicedesk.ticket.own")
def question_on_own(viewer: Viewer, ticket_id: int) -> str:
    """The question, with a button for each answer; once answered, what was said.

    The buttons send the form ``acts`` that the page keeps for them, with its token.
    """
    survey = asked_on_ticket(viewer, ticket_id)
    if survey is None or (asked_of(survey).is_over and not survey.answer):
        return ""
    words = {"asked": asked_of(survey), "answers": Answer.choices}
    return render_to_string("surveys/_own.html", words)


@panel("servicedesk.ticket", of="surveys")
def answers_for_unit(viewer: Viewer, ticket_id: int) -> str:
    """What they said, for the unit that solved; and the question for a colleague who asked."""
    found = list(answers_on_ticket(viewer, ticket_id))
    mine = question_on_own(viewer, ticket_id)
    if not found:
        return mine
    return mine + render_to_string("surveys/_answers.html", {"surveys": found})

"""The question after a solution: answered by whoever was asked, by a link too."""

from tests.house.access.table import ANYBODY, REQUESTER, THEIRS, api, command, form, page

from pindos.surveys.commands import ask_about
from pindos.surveys.models import Survey
from pindos.surveys.queries import token_of

SAID = {"answer": "yes", "comment": "Ευχαριστώ."}


def world(w):
    ask_about(w.solved.pk)
    w.survey = token_of(Survey.objects.get())


ROWS = [
    page("surveys:survey-answer", ANYBODY, "survey"),
    form("surveys:survey-answer", ANYBODY, "survey", **SAID),
    page("surveys:ticket-survey", REQUESTER, "solved_number"),
    form("surveys:ticket-survey", REQUESTER, "solved_number", **SAID),
    api("GET /tickets/{ticket}/surveys", THEIRS, "solved_number"),
    api("POST /tickets/{ticket}/survey", REQUESTER, "solved_number", **SAID),
    command(
        "surveys.answer_survey", REQUESTER, lambda w: {"ticket_id": w.solved.pk, "answer": "no"}
    ),
]

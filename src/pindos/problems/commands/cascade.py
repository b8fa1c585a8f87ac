"""What becomes of the incidents of a problem: one message to all, or all of them solved."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused
from pindos.problems.queries import open_incidents_of, problem_by
from pindos.problems.terms import Tell
from pindos.servicedesk.commands import preview_bulk_act
from pindos.servicedesk.commands.sent import Sent

ARGUMENT = {Tell.REPLY: "text", Tell.NOTE: "text", Tell.RESOLVE: "answer"}


@transaction.atomic
def preview_cascade(*, viewer: Viewer, problem_id: int, tell: str, text: str) -> Any:
    """Look at what one message or answer to all its open tickets would do; nothing is done yet.

    It is an act of the desk on many tickets: each ticket's own rules decide, what is left out is
    told by number and reason, and it is carried out and undone there (``carry_out_bulk_act``).
    """
    problem = problem_by(viewer, problem_id)
    sent = Sent()
    verb = sent.choice("tell", tell, Tell.values)
    words = sent.text("text", text)
    sent.check()
    ids = open_incidents_of(viewer, problem)
    if not ids:
        raise Refused(_("None of its tickets is open and yours to read."))
    return preview_bulk_act(
        viewer=viewer, verb=verb, ticket_ids=ids, arguments={ARGUMENT[Tell(verb)]: words}
    )

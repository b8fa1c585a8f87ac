"""What people find and write down while they look for the cause."""

from django.db import transaction

from pindos.kernel.access import Viewer
from pindos.problems.commands.turn import Files, Turn, author_for
from pindos.problems.events import ProblemNoted
from pindos.problems.models import Problem
from pindos.problems.terms import TEXT_LENGTH, Act
from pindos.records.commands import add_entry
from pindos.records.terms import EntryKind
from pindos.servicedesk.commands.sent import Sent


@transaction.atomic
def note_problem(*, viewer: Viewer, problem_id: int, text: str, files: Files = ()) -> Problem:
    """Write what was found, with files; its unit and those above read it."""
    turn = Turn(viewer, problem_id, Act.NOTE)
    turn.go()
    sent = Sent()
    words = sent.text("text", text, least=0 if files else 1, most=TEXT_LENGTH)
    sent.check()
    entry = add_entry(
        record_id=turn.problem.record_id,
        kind=EntryKind.NOTE,
        author=author_for(viewer, turn.problem),
        text=words,
        is_internal=True,
        files=files,
    )
    return turn.say(ProblemNoted, entry.pk, {})

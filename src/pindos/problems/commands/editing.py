"""Putting right what is known of a problem."""

from typing import Any

from django.db import transaction

from pindos.kernel.access import Viewer
from pindos.kernel.versions import NOTHING_SEEN, Seen, name_of, to_write
from pindos.problems.commands.turn import Turn
from pindos.problems.commands.words import read
from pindos.problems.events import ProblemEdited
from pindos.problems.models import Problem
from pindos.problems.terms import Act, Step


@transaction.atomic
def edit_problem(
    *,
    viewer: Viewer,
    problem_id: int,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
    **given: Any,
) -> Problem:
    """Change what is given, leave the rest: title, cause, workaround, who looks for it …

    What others changed since the version stays; refuses a field that both changed (Clash), and
    to leave a known error without cause and workaround.
    """
    turn = Turn(viewer, problem_id, Act.EDIT)
    turn.go(version)
    problem = turn.problem
    wanted = read(viewer, problem.unit_id, given, problem.category_id)
    changes = turn.save(to_write(problem, wanted, version, seen))
    if not changes:
        return problem
    fields = [name_of(name) for name in changes]
    entry_id = turn.step(Step.EDITED, fields=fields)
    return turn.say(ProblemEdited, entry_id, changes, fields=fields)

"""A problem goes on: investigated, a known error, resolved, closed, reopened, cancelled."""

from typing import Any

from django.db import transaction

from pindos.kernel.access import Viewer
from pindos.kernel.versions import refuse_touched
from pindos.problems.commands.offering import recall_with
from pindos.problems.commands.turn import Turn
from pindos.problems.commands.words import read
from pindos.problems.events import (
    ProblemCancelled,
    ProblemClosed,
    ProblemEvent,
    ProblemInvestigated,
    ProblemPublished,
    ProblemReopened,
    ProblemResolved,
)
from pindos.problems.models import Problem
from pindos.problems.terms import TEXT_LENGTH, Act, State, Step
from pindos.servicedesk.commands.sent import Sent

OVER = (State.RESOLVED, State.CLOSED, State.CANCELLED)


@transaction.atomic
def investigate_problem(*, viewer: Viewer, problem_id: int, version: int | None = None) -> Problem:
    """Look for the cause; of a known error: again, and the other units read it no more."""
    turn = Turn(viewer, problem_id, Act.INVESTIGATE)
    values = {"known_at": None} if turn.was_known else {}
    return _enter(turn, version, Step.INVESTIGATED, ProblemInvestigated, values)


@transaction.atomic
def publish_problem(
    *,
    viewer: Viewer,
    problem_id: int,
    cause: str | None = None,
    workaround: str | None = None,
    is_public: bool | None = None,
    version: int | None = None,
) -> Problem:
    """Make it a known error: all units of the administration read title, cause and workaround.

    Refuses (Invalid) one that says neither its cause nor a workaround.
    """
    turn = Turn(viewer, problem_id, Act.PUBLISH)
    said = {"cause": cause, "workaround": workaround, "is_public": is_public}
    values = {**_said(turn, version, said), "known_at": turn.now}
    return _enter(turn, version, Step.PUBLISHED, ProblemPublished, values)


@transaction.atomic
def resolve_problem(
    *, viewer: Viewer, problem_id: int, fix: str | None = None, version: int | None = None
) -> Problem:
    """The cause is removed; refuses (Invalid) to leave unsaid by what."""
    turn = Turn(viewer, problem_id, Act.RESOLVE)
    values = {**_said(turn, version, {"fix": fix}), "resolved_at": turn.now}
    return _enter(turn, version, Step.RESOLVED, ProblemResolved, values)


@transaction.atomic
def close_problem(*, viewer: Viewer, problem_id: int, version: int | None = None) -> Problem:
    """Nothing is left to be done; a resolved one only."""
    turn = Turn(viewer, problem_id, Act.CLOSE)
    return _enter(turn, version, Step.CLOSED, ProblemClosed, {"closed_at": turn.now})


@transaction.atomic
def reopen_problem(
    *, viewer: Viewer, problem_id: int, reason: str = "", version: int | None = None
) -> Problem:
    """It is not removed after all: a known error again, or under investigation."""
    turn = Turn(viewer, problem_id, Act.REOPEN)
    values = {"resolved_at": None, "closed_at": None}
    facts = {"reason": _reason(reason, least=0)}
    return _enter(turn, version, Step.REOPENED, ProblemReopened, values, **facts)


@transaction.atomic
def cancel_problem(
    *, viewer: Viewer, problem_id: int, reason: str, version: int | None = None
) -> Problem:
    """It was none, or nobody will look for it; the reason stays in its history."""
    turn = Turn(viewer, problem_id, Act.CANCEL)
    facts = {"reason": _reason(reason, least=1)}
    values = {"known_at": None} if turn.was_known else {}
    return _enter(turn, version, Step.CANCELLED, ProblemCancelled, values, **facts)


def _enter(
    turn: Turn,
    version: int | None,
    step: Step,
    event: type[ProblemEvent],
    values: dict[str, Any],
    **facts: str,
) -> Problem:
    """Put it into the state to which the act leads."""
    after = turn.go(version)
    if after in OVER:
        recall_with(turn)
    refuse_touched(turn.problem, ["state"], version, {"state": after.value})
    entered = {"state": State(after).value, "state_since": turn.now}
    changes = turn.save({**values, **entered})
    return turn.say(event, turn.step(step, **facts), changes)


def _said(turn: Turn, version: int | None, given: dict[str, Any]) -> dict[str, Any]:
    """What was written with the act; refuses what others changed since (Clash)."""
    said = {name: value for name, value in given.items() if value is not None}
    values = read(turn.viewer, turn.problem.unit_id, said, turn.problem.category_id)
    changed = {k: v for k, v in values.items() if getattr(turn.problem, k) != v}
    refuse_touched(turn.problem, list(changed), version, changed)
    return changed


def _reason(text: str, *, least: int) -> str:
    sent = Sent()
    words = sent.text("reason", text, least=least, most=TEXT_LENGTH)
    sent.check()
    return words

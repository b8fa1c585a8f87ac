"""The work itself: begun, carried out, backed out, called off, looked back at, written about."""

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.changes.commands.approving import ask_head, close_question, refuse_lacking
from pindos.changes.commands.turn import Files, Turn
from pindos.changes.events import (
    ChangeBackedOut,
    ChangeCancelled,
    ChangeFinished,
    ChangeNoted,
    ChangeReviewed,
    ChangeStarted,
)
from pindos.changes.models import Change
from pindos.changes.queries import open_approval
from pindos.changes.terms import LEAST_SAID, Act, Decision, State, Step
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused
from pindos.servicedesk.commands.sent import Sent


@transaction.atomic
def start_change(*, viewer: Viewer, change_id: int, version: int | None = None) -> Change:
    """Begin the work. An emergency begins without approval: the head is asked by the same act."""
    turn = Turn(viewer, change_id, Act.START)
    after = turn.go(version)
    change = turn.change
    refuse_lacking(change, [name for name in ("starts_at", "ends_at") if not vars(change)[name]])
    is_news = change.announced_at is None
    must_ask = change.state == State.DRAFT
    turn.enter(after, **({"announced_at": turn.now} if is_news else {}))
    entry_id = turn.step(Step.STARTED)
    turn.say(ChangeStarted, entry_id=entry_id, is_news=is_news)
    if must_ask and open_approval(change) is None:
        turn.changed = {}
        ask_head(turn, is_after=True)
    return change


@transaction.atomic
def finish_change(
    *, viewer: Viewer, change_id: int, text: str = "", version: int | None = None
) -> Change:
    """Say that the work is done, and how it went."""
    sent = Sent()
    text = sent.text("text", text, least=0)
    sent.check()
    turn = Turn(viewer, change_id, Act.FINISH)
    after = turn.go(version)
    turn.enter(after, ended_at=turn.now)
    entry_id = turn.step(Step.FINISHED, reason=text)
    return turn.say(ChangeFinished, entry_id=entry_id)


@transaction.atomic
def back_out_change(
    *, viewer: Viewer, change_id: int, reason: str, version: int | None = None
) -> Change:
    """Say that it failed and was undone, and why; it can be tried again at another time."""
    reason = _reason(reason)
    turn = Turn(viewer, change_id, Act.BACK_OUT)
    after = turn.go(version)
    turn.enter(after, ended_at=turn.now)
    entry_id = turn.step(Step.BACKED_OUT, reason=reason)
    return turn.say(ChangeBackedOut, entry_id=entry_id, reason=reason)


@transaction.atomic
def cancel_change(
    *, viewer: Viewer, change_id: int, reason: str, version: int | None = None
) -> Change:
    """Call it off before it has begun; whoever was told that it would be hears that it is not."""
    reason = _reason(reason)
    turn = Turn(viewer, change_id, Act.CANCEL)
    after = turn.go(version)
    asked = close_question(turn, Decision.WITHDRAWN)
    turn.enter(after, ended_at=turn.now)
    entry_id = turn.step(Step.CANCELLED, reason=reason)
    return turn.say(
        ChangeCancelled,
        entry_id=entry_id,
        reason=reason,
        was_announced=turn.change.announced_at is not None,
        asked_unit_id=asked,
    )


@transaction.atomic
def review_change(
    *,
    viewer: Viewer,
    change_id: int,
    text: str,
    otherwise: str = "",
    version: int | None = None,
) -> Change:
    """Look back at it: what went well, and what to do otherwise the next time.

    Only the unit that does the work and those above read it.
    """
    sent = Sent()
    text = sent.text("text", text, least=LEAST_SAID)
    otherwise = sent.text("otherwise", otherwise, least=0)
    sent.check()
    turn = Turn(viewer, change_id, Act.REVIEW)
    after = turn.go(version)
    if open_approval(turn.change) is not None:
        raise Refused(_("The head has not decided yet. Wait for the decision, then review it."))
    turn.enter(after)
    entry_id = turn.note(text, is_internal=True, step=Step.REVIEWED, otherwise=otherwise)
    return turn.say(ChangeReviewed, entry_id=entry_id)


@transaction.atomic
def note_change(*, viewer: Viewer, change_id: int, text: str, files: Files = ()) -> Change:
    """Write something about it, with files; all who read the change read it.

    Those who work in a unit that it affects may, too.
    """
    sent = Sent()
    text = sent.text("text", text, least=0 if files else 1)
    sent.check()
    turn = Turn(viewer, change_id, Act.NOTE)
    turn.go()
    entry_id = turn.note(text, files=files)
    return turn.say(ChangeNoted, entry_id=entry_id)


def _reason(reason: str) -> str:
    sent = Sent()
    reason = sent.text("reason", reason, least=LEAST_SAID)
    sent.check()
    return reason

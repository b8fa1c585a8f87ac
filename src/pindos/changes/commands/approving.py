"""Whether a change may be made: asked of a head, said by the head, taken back."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.changes.commands.turn import Turn
from pindos.changes.events import ChangeApproved, ChangeAsked, ChangeRefused, ChangeWithdrawn
from pindos.changes.models import Approval, Change
from pindos.changes.queries import open_approval, unit_to_ask
from pindos.changes.rules import lacking, may_be_standard
from pindos.changes.terms import LEAST_SAID, Act, Decision, Kind, State, Step
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.servicedesk.commands.sent import Sent

NOT_ONES_OWN = gettext_lazy("Nobody approves their own work: another head decides it.")


@transaction.atomic
def ask_change(*, viewer: Viewer, change_id: int, version: int | None = None) -> Change:
    """Ask the head whether it may be made; what is routine is approved at once, by rule.

    Of work that affects other units the unit decides that oversees all of them (S1). Refuses
    what is not filled in yet (Invalid), a window that has passed, and a second question.
    """
    turn = Turn(viewer, change_id, Act.ASK)
    after = turn.go(version)
    change = turn.change
    is_after = after == change.state
    refuse_lacking(change, lacking(vars(change)))
    if not is_after and change.ends_at and change.ends_at <= turn.now:
        raise Invalid({"ends_at": _("This time has passed. Choose one that is to come.")})
    if after is State.APPROVED:
        return _approved_by_rule(turn)
    if open_approval(change) is not None:
        raise Refused(_("The head was asked already. Wait for the decision."))
    turn.enter(after)
    ask_head(turn, is_after=is_after)
    return change


@transaction.atomic
def withdraw_change(*, viewer: Viewer, change_id: int, version: int | None = None) -> Change:
    """Take the question back before it is decided, to put the plan otherwise."""
    turn = Turn(viewer, change_id, Act.WITHDRAW)
    after = turn.go(version)
    asked = close_question(turn, Decision.WITHDRAWN)
    turn.enter(after)
    entry_id = turn.step(Step.WITHDRAWN)
    return turn.say(ChangeWithdrawn, entry_id=entry_id, asked_unit_id=asked or turn.change.unit_id)


@transaction.atomic
def approve_change(
    *, viewer: Viewer, change_id: int, reason: str = "", version: int | None = None
) -> Change:
    """Say as the head that it may be made; those affected hear of it. It cannot be taken back."""
    return _decide(viewer, change_id, Act.APPROVE, reason, version)


@transaction.atomic
def refuse_change(
    *, viewer: Viewer, change_id: int, reason: str, version: int | None = None
) -> Change:
    """Say as the head that it may not be made, and why; it cannot be taken back."""
    return _decide(viewer, change_id, Act.REFUSE, reason, version)


def ask_head(turn: Turn, *, is_after: bool) -> Approval:
    """Write the question down; refuses when there is no head who could decide it."""
    change = turn.change
    own = {turn.me, change.planned_by_id, change.responsible_id or turn.me}
    unit = unit_to_ask(change, own)
    if unit is None:
        raise Refused(
            _("There is no head who could decide this and whose own work it is not. Add one.")
        )
    row = Approval.objects.create(
        change=change,
        unit_id=unit.id,
        asked_by_id=turn.me,
        asked_at=turn.now,
        is_after=is_after,
    )
    entry_id = turn.step(Step.ASKED, unit=unit.id)
    turn.say(
        ChangeAsked,
        entry_id=entry_id,
        changes={f"approval.{row.pk}": (None, "asked")},
        approval_id=row.pk,
        asked_unit_id=unit.id,
    )
    return row


def close_question(turn: Turn, decision: Decision) -> int | None:
    """End the question that waits, if one does; the unit that was asked."""
    row = open_approval(turn.change)
    if row is None:
        return None
    row.decision, row.decided_at = decision, turn.now
    row.decided_by_id = turn.me
    row.save()
    return row.unit_id


def refuse_lacking(change: Change, missing: list[str]) -> None:
    """Refuse (Invalid) while fields are missing; each is named."""
    if missing:
        raise Invalid(dict.fromkeys(missing, _("This is missing: write it.")))


def _approved_by_rule(turn: Turn) -> Change:
    change = turn.change
    if change.kind != Kind.STANDARD or not may_be_standard(change.risk):
        raise Refused(_("Only work of low risk is routine. Choose another kind: a head decides."))
    turn.enter(State.APPROVED, announced_at=turn.now)
    entry_id = turn.step(Step.PRE_APPROVED)
    return turn.say(ChangeApproved, entry_id=entry_id)


def _decide(viewer: Viewer, change_id: int, act: Act, reason: str, version: int | None) -> Change:
    is_yes = act is Act.APPROVE
    sent = Sent()
    reason = sent.text("reason", reason, least=0 if is_yes else LEAST_SAID)
    sent.check()
    turn = Turn(viewer, change_id, act)
    after = turn.go(version)
    row = open_approval(turn.change)
    if row is None:
        raise Refused(_("Nothing waits for a decision here any more."))
    _refuse_own(turn, row)
    row.decision = Decision.APPROVED if is_yes else Decision.REFUSED
    row.decided_by_id, row.decided_at, row.reason = turn.me, turn.now, reason
    row.save()
    first = is_yes and turn.change.announced_at is None
    turn.enter(after, **({"announced_at": turn.now} if first else {}))
    entry_id = turn.step(
        Step.APPROVED if is_yes else Step.REFUSED, reason=reason, is_after=row.is_after
    )
    return turn.say(
        ChangeApproved if is_yes else ChangeRefused,
        entry_id=entry_id,
        changes={f"approval.{row.pk}": ("asked", row.decision)},
        approval_id=row.pk,
        is_after=after not in (State.APPROVED, State.REFUSED),
    )


def _refuse_own(turn: Turn, row: Approval) -> None:
    change = turn.change
    if turn.me in (row.asked_by_id, change.planned_by_id, change.responsible_id):
        raise Refused(NOT_ONES_OWN)

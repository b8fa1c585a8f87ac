"""Approval by a head: asked, given, declined, withdrawn; a decision is never changed."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.organisation.queries import heads_of, people_by_id
from pindos.organisation.rights import units_headed_by
from pindos.records.commands import add_entry
from pindos.records.terms import EntryKind
from pindos.servicedesk.commands.finding import keep_found
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.turn import Changes, Turn, author_for, say
from pindos.servicedesk.events import (
    ApprovalAsked,
    ApprovalDeclined,
    ApprovalEvent,
    ApprovalGiven,
    ApprovalWithdrawn,
)
from pindos.servicedesk.models import Approval, Ticket
from pindos.servicedesk.queries import approvals_for, open_approval, units_to_ask
from pindos.servicedesk.rules import is_own_request, may_decide_own
from pindos.servicedesk.terms import LEAST_SAID, Act, Decision, Step

NOT_THE_HEAD = gettext_lazy("Only the head of the unit that was asked decides this.")
NOT_ONES_OWN = gettext_lazy(
    "Nobody approves their own request while the unit has another head: they decide it."
)
SAYS: dict[Decision, tuple[Step, type[ApprovalEvent]]] = {
    Decision.APPROVED: (Step.APPROVAL_GIVEN, ApprovalGiven),
    Decision.DECLINED: (Step.APPROVAL_DECLINED, ApprovalDeclined),
    Decision.WITHDRAWN: (Step.APPROVAL_WITHDRAWN, ApprovalWithdrawn),
}


@transaction.atomic
def ask_approval(
    *, viewer: Viewer, ticket_id: int, question: str, unit: str = "", version: int | None = None
) -> Approval:
    """Ask the head of a unit whether something may be done; the ticket waits for the answer.

    ``unit`` is the key of one of ``units_to_ask``; without it the unit that answers is meant, or
    the nearest above it that has a head. Refuses a second question while one is open.
    """
    sent = Sent()
    question = sent.text("question", question, least=LEAST_SAID)
    sent.check()
    turn = Turn(viewer, ticket_id, Act.ASK_APPROVAL)
    turn.go(version)
    ticket = turn.ticket
    if open_approval(ticket) is not None:
        raise Refused(_("Another approval is asked for already. Withdraw it first."))
    approval = Approval.objects.create(
        ticket=ticket,
        unit_id=_unit(ticket, unit),
        question=question,
        asked_by_id=turn.me,
        asked_at=turn.now,
    )
    entry_id = turn.step(Step.APPROVAL_ASKED, unit=approval.unit_id)
    turn.say(
        ApprovalAsked,
        entry_id=entry_id,
        changes={f"approval.{approval.pk}": (None, "asked")},
        approval_id=approval.pk,
        asked_unit_id=approval.unit_id,
    )
    return approval


@transaction.atomic
def give_approval(*, viewer: Viewer, approval_id: int, reason: str = "") -> Approval:
    """Say as the head that it may be done; it cannot be taken back."""
    return _decide(viewer, approval_id, Decision.APPROVED, reason, least=0)


@transaction.atomic
def decline_approval(*, viewer: Viewer, approval_id: int, reason: str) -> Approval:
    """Say as the head that it may not be done, and why; it cannot be taken back."""
    return _decide(viewer, approval_id, Decision.DECLINED, reason, least=LEAST_SAID)


@transaction.atomic
def withdraw_approval(*, viewer: Viewer, approval_id: int, reason: str = "") -> Approval:
    """Take the question back before it is decided; those who work on the ticket may."""
    sent = Sent()
    reason = sent.text("reason", reason, least=0)
    sent.check()
    approval = _found(viewer, approval_id)
    turn = Turn(viewer, approval.ticket_id, Act.WITHDRAW_APPROVAL)
    turn.go(None)
    approval.refresh_from_db()
    _refuse_decided(approval)
    withdraw(turn, approval, reason)
    return approval


def refuse_open_approval(ticket: Ticket) -> None:
    """Refuse to end a ticket that waits for a head."""
    if open_approval(ticket) is not None:
        words = _("%(number)s waits for an approval. Wait for the decision, or withdraw it first.")
        raise Refused(words % {"number": ticket.number})


def withdraw_open(turn: Turn, reason: str) -> None:
    """Withdraw what is open, because the matter itself has ended."""
    approval = open_approval(turn.ticket)
    if approval is not None:
        withdraw(turn, approval, reason)


def withdraw(turn: Turn, approval: Approval, reason: str) -> None:
    """Withdraw it within an act on its ticket."""
    _write(approval, Decision.WITHDRAWN, turn.me, reason, turn)


def _decide(
    viewer: Viewer, approval_id: int, decision: Decision, reason: str, *, least: int
) -> Approval:
    sent = Sent()
    reason = sent.text("reason", reason, least=least)
    sent.check()
    approval = _found(viewer, approval_id)
    if approval.unit_id not in units_headed_by(viewer):
        raise Forbidden(NOT_THE_HEAD)
    Ticket.objects.select_for_update().get(pk=approval.ticket_id)
    approval.refresh_from_db()
    _refuse_decided(approval)
    me = viewer.person_id or 0
    approval.is_own = is_own_request(
        me, asked_by_id=approval.asked_by_id, requester_id=approval.ticket.requester_id
    )
    if approval.is_own and not may_decide_own(
        me, [head.id for head in heads_of(approval.unit_id)]
    ):
        raise Refused(NOT_ONES_OWN)
    _write(approval, decision, me, reason, viewer)
    return approval


def _write(
    approval: Approval, decision: Decision, person_id: int, reason: str, by: Turn | Viewer
) -> None:
    """The decision, its line in the timeline, which all may read, and its event."""
    viewer = by.viewer if isinstance(by, Turn) else by
    ticket = by.ticket if isinstance(by, Turn) else approval.ticket
    step, event = SAYS[decision]
    facts = {"unit": approval.unit_id, "person": person_id, "reason": reason}
    entry = add_entry(
        record_id=ticket.record_id,
        kind=EntryKind.STEP,
        author=by.author if isinstance(by, Turn) else author_for(viewer, approval.unit_id),
        step=step,
        facts={**facts, "is_own": approval.is_own},
    )
    approval.decision, approval.reason = decision, reason
    approval.decided_by_id, approval.decided_at = person_id, entry.at
    approval.save()
    changes: Changes = {
        f"approval.{approval.pk}": ("asked", decision.value),
        f"approval.{approval.pk}.reason": (None, reason or None),
    }
    say(
        event,
        ticket,
        by=viewer,
        capacity=by.capacity if isinstance(by, Turn) else "head",
        entry_id=entry.pk,
        changes={"entry": (None, entry.pk), **changes},
        approval_id=approval.pk,
        asked_unit_id=approval.unit_id,
    )
    keep_found(ticket)


def _found(viewer: Viewer, approval_id: int) -> Approval:
    found = approvals_for(viewer).filter(pk=approval_id).first()
    if found is None:
        raise NotFound
    return found


def _refuse_decided(approval: Approval) -> None:
    if not approval.decision:
        return
    people = people_by_id([approval.decided_by_id] if approval.decided_by_id else [])
    name = people[approval.decided_by_id].name if approval.decided_by_id in people else "–"
    words = _("%(person)s has decided this already: %(decision)s. A decision is not changed.")
    label = Decision(approval.decision).label
    raise Refused(words % {"person": name, "decision": label})


def _unit(ticket: Ticket, key: str) -> int:
    """The unit that is asked; refuses one that has nothing to do with it or has no head."""
    units = {unit.key.casefold(): unit.id for unit in units_to_ask(ticket)}
    if not units:
        raise Refused(_("No unit that has to do with it has a head in the register. Add one."))
    if not key:
        return ticket.unit_id if ticket.unit_id in units.values() else next(iter(units.values()))
    if key.strip().casefold() not in units:
        raise Invalid({"unit": _("Choose a unit that has a head and has to do with the ticket.")})
    return units[key.strip().casefold()]

"""Referral to the Directorate and back (S14): each leg has its own start, end and owner."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused
from pindos.records.terms import EntryKind
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.turn import Changes, Files, Turn
from pindos.servicedesk.events import (
    TicketAccepted,
    TicketEvent,
    TicketHandedBack,
    TicketRecalled,
    TicketReferred,
    TicketReturned,
)
from pindos.servicedesk.models import Leg, Ticket
from pindos.servicedesk.queries import leg_open, referral_unit
from pindos.servicedesk.terms import LEAST_SAID, Act, Outcome, Step

IT_RECEIVES = _("Its unit receives the referrals itself: solve the ticket or move it instead.")


@transaction.atomic
def refer_ticket(
    *,
    viewer: Viewer,
    ticket_id: int,
    tried: str,
    reason: str,
    files: Files = (),
    version: int | None = None,
) -> Ticket:
    """Ask the Directorate to do what cannot be done locally, with all that was tried (S14).

    The unit stays answerable to the requester and sees all. Refuses a ticket that is there
    already, and one whose unit is itself the one that receives referrals.
    """
    sent = Sent()
    tried = sent.text("tried", tried, least=LEAST_SAID)
    reason = sent.text("reason", reason, least=LEAST_SAID)
    sent.check()
    turn = Turn(viewer, ticket_id, Act.REFER)
    ticket, after = turn.ticket, turn.go(version)
    asked = referral_unit(ticket)
    if asked is None:
        raise Refused(IT_RECEIVES)
    leg = Leg.objects.create(
        ticket=ticket,
        from_unit_id=ticket.unit_id,
        unit_id=asked.unit_id,
        tried=tried,
        reason=reason,
        began_at=turn.now,
    )
    ticket.with_unit_id = leg.unit_id
    turn.enter(after)
    turn.step(Step.REFERRED, unit=leg.unit_id, clause=asked.clause)
    entry_id = turn.write(
        EntryKind.NOTE, reason, files=files, step=Step.REFERRED, tried=tried, leg=leg.pk
    )
    return turn.say(
        TicketReferred,
        entry_id=entry_id,
        leg_id=leg.pk,
        to_unit_id=leg.unit_id,
        changes={"leg": (None, leg.pk), "leg.began_at": (None, turn.now)},
    )


@transaction.atomic
def accept_ticket(*, viewer: Viewer, ticket_id: int, version: int | None = None) -> Ticket:
    """Take a referral on, also from a colleague; accepting what one has changes nothing."""
    turn = Turn(viewer, ticket_id, Act.ACCEPT)
    turn_leg = leg_open(turn.ticket)
    if turn_leg and turn_leg.accepted_at and turn_leg.owner_id == turn.me:
        return turn.ticket
    turn.enter(turn.go(version))
    leg = _leg(turn)
    changes: Changes = {"leg.owner": (leg.owner_id, turn.me)}
    leg.owner_id = turn.me
    if leg.accepted_at is None:
        leg.accepted_at = turn.now
        changes["leg.accepted_at"] = (None, turn.now)
    leg.save(update_fields=["owner", "accepted_at"])
    entry_id = turn.step(Step.ACCEPTED, person=turn.me, unit=leg.unit_id)
    return turn.say(
        TicketAccepted,
        entry_id=entry_id,
        leg_id=leg.pk,
        to_unit_id=leg.unit_id,
        owner_id=turn.me,
        changes=changes,
    )


@transaction.atomic
def return_ticket(
    *, viewer: Viewer, ticket_id: int, question: str, version: int | None = None
) -> Ticket:
    """Send it back with a question: the leg ends, and the unit that referred it acts again."""
    sent = Sent()
    question = sent.text("question", question)
    sent.check()
    turn = Turn(viewer, ticket_id, Act.RETURN)
    turn.enter(turn.go(version))
    leg, changes = _end(turn, Outcome.QUESTION, question)
    turn.step(Step.RETURNED, unit=leg.unit_id)
    entry_id = turn.write(EntryKind.NOTE, question, step=Step.RETURNED, leg=leg.pk)
    return _say(turn, TicketReturned, leg, entry_id, changes)


@transaction.atomic
def hand_back_ticket(
    *,
    viewer: Viewer,
    ticket_id: int,
    answer: str,
    files: Files = (),
    version: int | None = None,
) -> Ticket:
    """Hand it back with an answer: the leg ends, and the unit that referred it tells the user."""
    sent = Sent()
    answer = sent.text("answer", answer)
    sent.check()
    turn = Turn(viewer, ticket_id, Act.HAND_BACK)
    turn.enter(turn.go(version))
    leg, changes = _end(turn, Outcome.ANSWER, answer)
    turn.step(Step.HANDED_BACK, unit=leg.unit_id)
    entry_id = turn.write(EntryKind.NOTE, answer, files=files, step=Step.HANDED_BACK, leg=leg.pk)
    return _say(turn, TicketHandedBack, leg, entry_id, changes)


@transaction.atomic
def recall_ticket(
    *, viewer: Viewer, ticket_id: int, reason: str = "", version: int | None = None
) -> Ticket:
    """Take a referral back: the leg ends, and the unit works on it again."""
    sent = Sent()
    reason = sent.text("reason", reason, least=0)
    sent.check()
    turn = Turn(viewer, ticket_id, Act.RECALL)
    turn.enter(turn.go(version))
    leg, changes = _end(turn, Outcome.RECALLED, reason)
    entry_id = turn.step(Step.RECALLED, unit=leg.unit_id)
    if reason:
        entry_id = turn.write(EntryKind.NOTE, reason, step=Step.RECALLED, leg=leg.pk)
    return _say(turn, TicketRecalled, leg, entry_id, changes)


def end_leg(turn: Turn, outcome: Outcome) -> Leg | None:
    """End the open leg, if there is one, because the matter itself has ended."""
    leg = leg_open(turn.ticket)
    if leg is not None:
        _close(leg, turn, outcome, "")
    return leg


def _end(turn: Turn, outcome: Outcome, answer: str) -> tuple[Leg, Changes]:
    """End the open leg; what changed. One that nobody had accepted belongs to whoever ends it."""
    leg = _leg(turn)
    changes: Changes = {
        "leg.ended_at": (None, turn.now),
        "leg.outcome": ("", outcome),
    }
    if leg.owner_id is None and outcome is not Outcome.RECALLED:
        changes["leg.owner"] = (None, turn.me)
        leg.owner_id = turn.me
    _close(leg, turn, outcome, answer)
    return leg, changes


def _say(
    turn: Turn, event: type[TicketEvent], leg: Leg, entry_id: int, changes: Changes
) -> Ticket:
    """Say that a leg has ended, to the unit that had it too."""
    return turn.say(
        event,
        entry_id=entry_id,
        other_unit_id=leg.unit_id,
        changes=changes,
        leg_id=leg.pk,
        from_unit_id=leg.unit_id,
    )


def _close(leg: Leg, turn: Turn, outcome: Outcome, answer: str) -> None:
    leg.ended_at, leg.outcome, leg.answer = turn.now, outcome, answer
    leg.save(update_fields=["owner", "ended_at", "outcome", "answer"])
    turn.ticket.with_unit_id = turn.ticket.unit_id


def _leg(turn: Turn) -> Leg:
    return Leg.objects.get(ticket=turn.ticket, ended_at=None)

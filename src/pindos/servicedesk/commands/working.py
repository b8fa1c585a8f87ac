"""Working on a ticket: who has it, what is said, how soon it is taken up."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.versions import NOTHING_SEEN, Seen
from pindos.organisation.queries import workers_of
from pindos.records.terms import EntryKind
from pindos.servicedesk.commands.mentions import mentioned_in
from pindos.servicedesk.commands.merging import share
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.turn import Files, Turn
from pindos.servicedesk.commands.watching import follow
from pindos.servicedesk.events import (
    TicketAssigned,
    TicketNoted,
    TicketPrioritised,
    TicketReplied,
    TicketTaken,
)
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import priority_for
from pindos.servicedesk.terms import Act, Impact, Party, State, Step, Urgency


@transaction.atomic
def take_ticket(*, viewer: Viewer, ticket_id: int, version: int | None = None) -> Ticket:
    """Take a ticket on, also from a colleague; taking what one has changes nothing."""
    turn = Turn(viewer, ticket_id, Act.TAKE)
    return _give(turn, turn.me, version)


@transaction.atomic
def assign_ticket(
    *, viewer: Viewer, ticket_id: int, person_id: int | None = None, version: int | None = None
) -> Ticket:
    """Give a ticket to somebody of its unit, or to oneself.

    Refuses a person who does not work in the unit (Invalid, field ``person``).
    """
    turn = Turn(viewer, ticket_id, Act.ASSIGN)
    person_id = turn.me if person_id is None else person_id
    if person_id != turn.me:
        working = {person.id for person in workers_of(turn.ticket.unit_id)}
        if person_id not in working:
            words = _("This person does not work in the unit that answers for the ticket.")
            raise Invalid({"person": words})
    return _give(turn, person_id, version)


@transaction.atomic
def reply_to_ticket(
    *,
    viewer: Viewer,
    ticket_id: int,
    text: str = "",
    asks: bool = False,
    files: Files = (),
    version: int | None = None,
) -> Ticket:
    """Write what the requester reads, or as the requester to the unit.

    With ``asks`` the ticket waits for the requester's answer, and their answer puts it back to
    work; a referred ticket stays where it is. Files may come without words.
    """
    text = _words(text, files)
    turn = Turn(viewer, ticket_id, lambda ticket: _reply_act(viewer, ticket, asks=asks))
    turn.enter(turn.go(version))
    mentioned = mentioned_in(turn, text)
    is_by_requester = turn.party is Party.REQUESTER
    facts: dict[str, Any] = {"asks": True} if asks else {}
    entry_id = turn.write(EntryKind.REPLY, text, files=files, **facts)
    if not is_by_requester:
        share(turn.ticket, entry_id)
    return turn.say(
        TicketReplied,
        entry_id=entry_id,
        changes=follow(turn, mentioned),
        is_by_requester=is_by_requester,
        asks=asks,
        mentioned_ids=mentioned,
    )


@transaction.atomic
def note_ticket(
    *,
    viewer: Viewer,
    ticket_id: int,
    text: str = "",
    files: Files = (),
    version: int | None = None,
) -> Ticket:
    """Write a note for the units only; the requester never sees it."""
    text = _words(text, files)
    turn = Turn(viewer, ticket_id, Act.NOTE)
    turn.go(version)
    mentioned = mentioned_in(turn, text, is_internal=True)
    return turn.say(
        TicketNoted,
        entry_id=turn.write(EntryKind.NOTE, text, files=files),
        changes=follow(turn, mentioned),
        mentioned_ids=mentioned,
    )


@transaction.atomic
def set_priority(
    *,
    viewer: Viewer,
    ticket_id: int,
    impact: str,
    urgency: str,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
) -> Ticket:
    """Say whom it hinders and how much; the priority, and when it counts as late, follow.

    Refuses what somebody else changed to something else since the version (Clash).
    """
    sent = Sent()
    sent.choice("impact", impact, Impact.values)
    sent.choice("urgency", urgency, Urgency.values)
    sent.check()
    turn = Turn(viewer, ticket_id, Act.PRIORITY)
    ticket = turn.ticket
    if (ticket.impact, ticket.urgency) == (impact, urgency):
        return ticket
    turn.go(version)
    written = turn.merge({"impact": impact, "urgency": urgency}, version, seen)
    impact = written.get("impact", ticket.impact)
    urgency = written.get("urgency", ticket.urgency)
    if (ticket.impact, ticket.urgency) == (impact, urgency):
        return ticket
    ticket.impact, ticket.urgency = impact, urgency
    ticket.priority = priority_for(impact, urgency)
    entry_id = turn.step(
        Step.PRIORITISED, priority=ticket.priority, impact=impact, urgency=urgency
    )
    return turn.say(TicketPrioritised, entry_id=entry_id, priority=ticket.priority)


def has_it(ticket: Ticket, person_id: int) -> bool:
    """Whether somebody has the work already, so that giving it to them changes nothing."""
    is_over = ticket.state in (State.RETURNED, State.SOLVED, State.CLOSED)
    return ticket.assignee_id == person_id and not is_over


def _give(turn: Turn, person_id: int, version: int | None) -> Ticket:
    """Give the ticket to somebody; when they have it already, nothing happens."""
    ticket = turn.ticket
    if has_it(ticket, person_id):
        return ticket
    turn.enter(turn.go(version, assignee_id=person_id))
    ticket.assignee_id = person_id
    is_own = person_id == turn.me
    entry_id = turn.step(Step.TAKEN if is_own else Step.ASSIGNED, person=person_id)
    event = TicketTaken if is_own else TicketAssigned
    return turn.say(event, entry_id=entry_id, assignee_id=person_id)


def _words(text: str, files: Files) -> str:
    sent = Sent()
    text = sent.text("text", text, least=0 if files else 1)
    sent.check()
    return text


def _reply_act(viewer: Viewer, ticket: Ticket, *, asks: bool) -> Act:
    """Whoever reported it answers; one of its unit who reported it may ask, too."""
    if asks:
        return Act.ASK
    is_own = viewer.person_id is not None and ticket.requester_id == viewer.person_id
    return Act.ANSWER if is_own else Act.REPLY

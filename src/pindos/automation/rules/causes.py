"""Which event asks which rules, and what tells two events apart."""

from pindos.automation.terms import When
from pindos.servicedesk.events import (
    DeadlineEvent,
    DeadlineNear,
    DeadlineOver,
    TicketAssigned,
    TicketCategorised,
    TicketEvent,
    TicketHandedBack,
    TicketMoved,
    TicketOpened,
    TicketPrioritised,
    TicketReferred,
    TicketReopened,
    TicketReplied,
    TicketResolved,
    TicketReturned,
    TicketTaken,
)

Cause = TicketEvent | DeadlineEvent

ASKED_BY: dict[type[TicketEvent] | type[DeadlineEvent], When] = {
    TicketOpened: When.OPENED,
    TicketReplied: When.REPLIED,
    TicketCategorised: When.CATEGORISED,
    TicketPrioritised: When.PRIORITISED,
    TicketTaken: When.GIVEN,
    TicketAssigned: When.GIVEN,
    TicketMoved: When.MOVED,
    TicketReferred: When.REFERRED,
    TicketReturned: When.RETURNED,
    TicketHandedBack: When.RETURNED,
    TicketResolved: When.SOLVED,
    TicketReopened: When.REOPENED,
    DeadlineNear: When.NEAR,
    DeadlineOver: When.LATE,
}
BY_NAME = {event.event_name(): event for event in ASKED_BY}


def when_of(event: Cause) -> When:
    """What happened, as rules name it."""
    if isinstance(event, TicketReplied) and event.is_by_requester:
        return When.ANSWERED
    return ASKED_BY[type(event)]


def is_by_rule(event: Cause) -> bool:
    """Whether a rule did it: then no rule follows, so that none can ever call another."""
    return isinstance(event, TicketEvent) and event.rule_id is not None


def cause_of(event: Cause) -> str:
    """What tells this event from every other of the same ticket."""
    name = type(event).__name__
    if isinstance(event, TicketEvent):
        return f"{name}:{event.entry_id}"
    return f"{name}:{event.clock_id}:{event.due_at.isoformat()}"


def events_for(when: str) -> list[str]:
    """The names of the events by which a rule of this kind is asked."""
    kinds = {When.ANSWERED: When.REPLIED}
    wanted = kinds.get(When(when), When(when))
    return [event.event_name() for event, each in ASKED_BY.items() if each == wanted]

"""Which acts can be done to many tickets at once, and what would come of each.

What is foreseen is asked of the very functions that the commands go by (turn.right_to, leads_to);
only what is no change at all, or does not fit the ticket, is looked at here beforehand.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.organisation.queries import UnitFacts, people_by_id, unit_named, workers_of
from pindos.records.queries import number_typed
from pindos.servicedesk.commands.closing import resolve_ticket
from pindos.servicedesk.commands.merging import merge_ticket, refuse_merging, refuse_target
from pindos.servicedesk.commands.moving import move_ticket, units_open_to
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.turn import leads_to, right_to
from pindos.servicedesk.commands.working import (
    assign_ticket,
    has_it,
    note_ticket,
    reply_to_ticket,
    set_priority,
    take_ticket,
)
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import unit_tickets_for
from pindos.servicedesk.terms import LEAST_SAID, Act, BulkOutcome, Impact, Urgency

Arguments = dict[str, Any]


class Verdict(NamedTuple):
    """What would come of it, and why."""

    outcome: BulkOutcome
    reason: str = ""


class Verb(NamedTuple):
    """An act with its command and the arguments that it takes."""

    act: Act
    command: Callable[..., Ticket]
    arguments: tuple[str, ...] = ()


VERBS: dict[str, Verb] = {
    "take": Verb(Act.TAKE, take_ticket),
    "assign": Verb(Act.ASSIGN, assign_ticket, ("person_id",)),
    "priority": Verb(Act.PRIORITY, set_priority, ("impact", "urgency")),
    "reply": Verb(Act.REPLY, reply_to_ticket, ("text",)),
    "note": Verb(Act.NOTE, note_ticket, ("text",)),
    "resolve": Verb(Act.RESOLVE, resolve_ticket, ("answer",)),
    "move": Verb(Act.MOVE, move_ticket, ("unit", "reason")),
    "merge": Verb(Act.MERGE, merge_ticket, ("into",)),
}
IRREVOCABLE = ("reply", "note", "resolve")  # something was written that stays written


def checked(verb: str, arguments: Arguments) -> Arguments:
    """The arguments of an act in order; refuses an unknown act and what cannot be used."""
    if verb not in VERBS:
        known = ", ".join(VERBS)
        raise Invalid({"verb": _("Choose one of these: %(choices)s.") % {"choices": known}})
    if extra := arguments.keys() - set(VERBS[verb].arguments):
        raise Invalid({name: _("This act does not take it.") for name in sorted(extra)})
    sent = Sent()
    found = {
        name: READERS[name](sent, name, arguments.get(name)) for name in VERBS[verb].arguments
    }
    sent.check()
    return found


def _words(sent: Sent, name: str, value: Any) -> str:
    return sent.text(name, str(value or ""), least=LEAST_SAID if name == "reason" else 1)


def _choice(sent: Sent, name: str, value: Any) -> str:
    choices = Impact.values if name == "impact" else Urgency.values
    return sent.choice(name, str(value or ""), choices)


def _person(sent: Sent, name: str, value: Any) -> int:
    if isinstance(value, int) and 0 < value < 10**18 and people_by_id([value]):
        return value
    sent.faults[name] = _("Choose who does the work.")
    return 0


def _unit(sent: Sent, name: str, value: Any) -> str:
    return unit_named(str(value or "")).key


def _ticket(sent: Sent, name: str, value: Any) -> str:
    """The number of the ticket into which they go; whose it is, is asked when it is looked at."""
    text = sent.line(name, str(value or ""), most=100)
    number = number_typed(text)
    if number is None and name not in sent.faults:
        sent.faults[name] = _("Write the number of the other ticket.")
    return number or ""


READERS: dict[str, Callable[[Sent, str, Any], Any]] = {
    "text": _words,
    "answer": _words,
    "reason": _words,
    "impact": _choice,
    "urgency": _choice,
    "person_id": _person,
    "unit": _unit,
    "into": _ticket,
}


def _target(viewer: Viewer, number: str) -> Ticket:
    """The ticket into which others are merged; refuses one that the viewer cannot merge into."""
    found = unit_tickets_for(viewer).filter(number=number).first()
    if found is None:
        words = _("There is no ticket called %(text)s that you may see. Type its number.")
        raise Invalid({"into": words % {"text": number}})
    right_to(viewer, found, Act.MERGE)
    refuse_target(found)
    return found


class Foresight:
    """What one act by one person would do to tickets."""

    def __init__(self, viewer: Viewer, verb: str, arguments: Arguments) -> None:
        self.viewer, self.verb, self.arguments = viewer, verb, arguments
        self._workers: dict[int, set[int]] = {}
        self._units: dict[int, set[int]] = {}
        self._into = _target(viewer, arguments["into"]) if verb == "merge" else None

    def of(self, ticket: Ticket) -> Verdict:
        """What would come of it on this ticket."""
        act = self._act_on(ticket)
        try:
            right_to(self.viewer, ticket, act)
            if self._into and ticket.pk == self._into.pk:
                return Verdict(BulkOutcome.NOTHING, _("The others go into it."))
            if self._changes_nothing(ticket):
                return Verdict(BulkOutcome.NOTHING, _("It is so already."))
            leads_to(ticket, act)
            if self._into:
                refuse_merging(ticket)
        except Refused as refusal:
            return Verdict(BulkOutcome.LEFT_OUT, str(refusal))
        if words := self._does_not_fit(ticket):
            return Verdict(BulkOutcome.LEFT_OUT, words)
        return Verdict(BulkOutcome.WANTED)

    def _act_on(self, ticket: Ticket) -> Act:
        is_own = ticket.requester_id is not None and ticket.requester_id == self.viewer.person_id
        return Act.ANSWER if self.verb == "reply" and is_own else VERBS[self.verb].act

    def _changes_nothing(self, ticket: Ticket) -> bool:
        if self.verb == "take":
            return has_it(ticket, self.viewer.person_id or 0)
        if self.verb == "assign":
            return has_it(ticket, self.arguments["person_id"])
        if self.verb == "priority":
            wanted = (self.arguments["impact"], self.arguments["urgency"])
            return (ticket.impact, ticket.urgency) == wanted
        return self.verb == "move" and ticket.unit_id == self._to.id

    def _does_not_fit(self, ticket: Ticket) -> str:
        if self.verb == "move" and self._to.id not in self._open_to(ticket.prefecture_id):
            return _("Tickets cannot be moved to this unit. Choose one that supports users.")
        if self.verb != "assign" or self.arguments["person_id"] == self.viewer.person_id:
            return ""
        if ticket.unit_id not in self._workers:
            self._workers[ticket.unit_id] = {each.id for each in workers_of(ticket.unit_id)}
        if self.arguments["person_id"] in self._workers[ticket.unit_id]:
            return ""
        return _("This person does not work in the unit that answers for the ticket.")

    def _open_to(self, prefecture_id: int) -> set[int]:
        if prefecture_id not in self._units:
            self._units[prefecture_id] = units_open_to(prefecture_id)
        return self._units[prefecture_id]

    @cached_property
    def _to(self) -> UnitFacts:
        return unit_named(self.arguments["unit"])

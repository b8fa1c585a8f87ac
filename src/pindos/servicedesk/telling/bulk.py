"""Whoever an act on many tickets concerns is told once, with all of theirs, when it has ended.

Whom each ticket's event is told is asked of the very functions that tell of a single act: they
run in a gathering, where telling only writes down who would hear what.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.access import Viewer
from pindos.kernel.events import on
from pindos.notices.commands import tell
from pindos.organisation.queries import unit_named
from pindos.servicedesk.commands import go_on_undoing_bulk_act, go_on_with_bulk_act
from pindos.servicedesk.events import (
    BulkActBegun,
    BulkActEnded,
    BulkActUndoBegun,
    BulkActUndone,
    TicketAssigned,
    TicketEvent,
    TicketMerged,
    TicketMoved,
    TicketNoted,
    TicketPrioritised,
    TicketPutBack,
    TicketReplied,
    TicketResolved,
    TicketTaken,
    TicketUnmerged,
)
from pindos.servicedesk.models import BulkAct, BulkItem, Ticket
from pindos.servicedesk.telling import merging, work
from pindos.servicedesk.telling.news import Told, gathering, news_of
from pindos.servicedesk.terms import BulkOutcome

SHOWN = 50  # tickets named in one notice


def _nobody(event: Any) -> None:
    """Of some acts nobody is told."""


def tell_of_put_back(event: TicketPutBack) -> None:
    """The requester and whoever has it hear that a change was taken back."""
    news = news_of(event)
    people = [news.ticket.requester_id, news.ticket.assignee_id]
    news.tell(people, "ticket-put-back", lambda: _("a change to it was taken back"))


TELLERS: dict[type[TicketEvent], Callable[[Any], object]] = {
    TicketTaken: work.tell_of_owner,
    TicketAssigned: work.tell_of_owner,
    TicketReplied: work.tell_of_reply,
    TicketNoted: work.tell_of_note,
    TicketMoved: work.tell_of_move,
    TicketResolved: work.tell_of_solution,
    TicketPrioritised: _nobody,
    TicketPutBack: tell_of_put_back,
    TicketMerged: merging.tell_of_merge,
    TicketUnmerged: merging.tell_of_merge,
}
BY_NAME = {event.__name__: event for event in TELLERS}


@on(BulkActBegun, name="carry-out-bulk-act")
def carry_out(event: BulkActBegun) -> None:
    """The next batch; what was carried out at once has nothing left."""
    go_on_with_bulk_act(bulk_id=event.bulk_id)


@on(BulkActUndoBegun, name="undo-bulk-act")
def undo(event: BulkActUndoBegun) -> None:
    """The next batch of an undoing."""
    go_on_undoing_bulk_act(bulk_id=event.bulk_id)


@on(BulkActEnded, name="tell-of-bulk-act")
def tell_of_bulk_act(event: BulkActEnded) -> None:
    """Everybody whom it concerns hears once."""
    _tell_all(event.bulk_id, BulkOutcome.DONE, "done")


@on(BulkActUndone, name="tell-of-bulk-act-undone")
def tell_of_undoing(event: BulkActUndone) -> None:
    """And once more, if it was undone."""
    _tell_all(event.bulk_id, BulkOutcome.UNDONE, "undone")


def people_told_of(bulk: BulkAct) -> int:
    """How many people would hear of what is looked at, without whoever does it."""
    items = bulk.items.filter(outcome=BulkOutcome.WANTED).select_related("ticket")
    told = gathered([(_foreseen(bulk, item.ticket), item.ticket) for item in items])
    return len({person for each in told for person in each.people} - {bulk.person_id})


def gathered(events: Iterable[tuple[TicketEvent, Ticket]]) -> list[Told]:
    """Who would hear what of these events."""
    found: list[Told] = []
    for event, ticket in events:
        with gathering(ticket) as told:
            TELLERS[type(event)](event)
        found += told
    return found


def _tell_all(bulk_id: int, outcome: str, key: str) -> None:
    bulk = BulkAct.objects.get(pk=bulk_id)
    items = bulk.items.filter(outcome=outcome).exclude(said={}).select_related("ticket")
    told = gathered([(_event(item), item.ticket) for item in items.order_by("id")])
    by_person: dict[int, list[Told]] = defaultdict(list)
    for each in told:
        for person in each.people:
            by_person[person].append(each)
    by_same: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for person, theirs in by_person.items():
        by_same[tuple(id(each) for each in theirs)].append(person)
    for people in by_same.values():
        _tell(bulk, key, people, by_person[people[0]])


def _tell(bulk: BulkAct, key: str, people: list[int], told: list[Told]) -> None:
    """One notice: of one ticket as ever, of several with all their numbers."""
    if len(told) == 1:
        told[0].tell(people)
        return
    numbers = {each.news.event.number for each in told}

    def say() -> tuple[str, str]:
        title = ngettext("%(n)s ticket: %(what)s", "%(n)s tickets: %(what)s", len(numbers)) % {
            "n": len(numbers),
            "what": told[0].title(),
        }
        lines = [
            f"{each.news.event.number}: {each.news.ticket.title} – {each.title()}"
            for each in told[:SHOWN]
        ]
        if len(told) > SHOWN:
            lines.append(_("… and %(n)s more.") % {"n": len(told) - SHOWN})
        return title, "\n".join([*lines, "", told[0].text()]).strip()

    is_own = all(each.news.ticket.requester_id in people for each in told)
    tell(
        person_ids=people,
        key=f"bulk:{bulk.pk}:{key}",
        kind=told[0].kind,
        about=f"servicedesk.bulkact:{bulk.pk}",
        say=say,
        url="/tickets/mine/" if is_own else "/tickets/",
        by=Viewer(person_id=bulk.person_id),
    )


def _event(item: BulkItem) -> TicketEvent:
    facts = dict(item.said)
    return BY_NAME[facts.pop("event")].model_validate(facts)


def _foreseen(bulk: BulkAct, ticket: Ticket) -> TicketEvent:
    """The event that the act would emit, as far as telling goes by it."""
    facts: dict[str, Any] = {
        "ticket_id": ticket.pk,
        "number": ticket.number or "",
        "unit_id": ticket.unit_id,
        "entry_id": 0,
        "by_person_id": bulk.person_id,
        "bulk_id": bulk.pk,
    }
    is_own = ticket.requester_id == bulk.person_id
    more: dict[str, tuple[type[TicketEvent], dict[str, Any]]] = {
        "take": (TicketTaken, {"assignee_id": bulk.person_id}),
        "assign": (TicketAssigned, {"assignee_id": bulk.arguments.get("person_id", 0)}),
        "priority": (TicketPrioritised, {"priority": ticket.priority}),
        "reply": (TicketReplied, {"is_by_requester": is_own}),
        "note": (TicketNoted, {}),
        "resolve": (TicketResolved, {}),
        "move": (TicketMoved, {"from_unit_id": ticket.unit_id}),
        "merge": (TicketMerged, {"into_id": 0}),
    }
    event, extra = more[bulk.verb]
    if bulk.verb == "move":
        facts["unit_id"] = unit_named(bulk.arguments["unit"]).id
    return event.model_validate({**facts, **extra})

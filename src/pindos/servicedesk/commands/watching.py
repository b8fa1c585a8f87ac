"""Watching a ticket: to hear of it oneself, and to let somebody in who has no right to it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.organisation.queries import (
    PersonFacts,
    colleagues_of,
    person_known_to,
    person_named,
)
from pindos.records.commands import add_participant, remove_participant
from pindos.records.queries import part_of, participants_of
from pindos.records.terms import Part, Sight
from pindos.servicedesk.commands.finding import keep_found
from pindos.servicedesk.commands.turn import Turn, say
from pindos.servicedesk.events import (
    TicketUnwatched,
    TicketWatched,
    WatcherAdded,
    WatcherRemoved,
)
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    sight_of_person,
    sight_of_ticket,
    tickets_for,
)
from pindos.servicedesk.terms import MOST_WATCHERS, Act, Party, Step

HEARS_ANYWAY = _("Whoever reported it hears of it anyway.")
TOO_MANY = _("So many people watch it already that nobody can be added. Remove one first.")


@transaction.atomic
def watch_ticket(*, viewer: Viewer, ticket_id: int) -> Ticket:
    """Hear from now on of all that happens to a ticket that one sees in full, or was let in to.

    Nothing more is seen by it; watching twice changes nothing. Refuses the requester.
    """
    ticket = _held(viewer, ticket_id)
    me = _person(viewer)
    if part_of(ticket.record_id, me) in (Part.WATCHER, Part.FOLLOWER):
        return ticket
    if sight_of_ticket(viewer, ticket) != Sight.ALL or me == ticket.requester_id:
        raise Refused(HEARS_ANYWAY)
    _refuse_a_crowd(ticket)
    add_participant(record_id=ticket.record_id, person_id=me, part=Part.FOLLOWER)
    _say_of_oneself(TicketWatched, viewer, ticket, (None, Part.FOLLOWER.value))
    return ticket


@transaction.atomic
def unwatch_ticket(*, viewer: Viewer, ticket_id: int) -> Ticket:
    """Hear of it no more; whoever was let in does not see it either from then on."""
    ticket = _held(viewer, ticket_id)
    me = _person(viewer)
    part = part_of(ticket.record_id, me)
    if part not in (Part.WATCHER, Part.FOLLOWER):
        return ticket
    remove_participant(record_id=ticket.record_id, person_id=me)
    _say_of_oneself(TicketUnwatched, viewer, ticket, (part, None))
    return ticket


@transaction.atomic
def add_watcher(*, viewer: Viewer, ticket_id: int, person: int | str) -> Ticket:
    """Let somebody watch a ticket: they read of it what its requester reads, and hear of it.

    The desk adds anybody it may look up; the requester colleagues of their own office. Whoever
    sees the ticket by a right of their own follows it only. Adding twice changes nothing.
    """
    turn = Turn(viewer, ticket_id, Act.WATCHERS)
    turn.go(None)
    return _let_in(turn, _meant(turn, person))


@transaction.atomic
def add_writer(*, viewer: Viewer, ticket_id: int, person: PersonFacts) -> Ticket:
    """Let whoever wrote what is put onto a ticket watch it, of whatever prefecture they are.

    Whoever reads the ticket anyway is left as they are.
    """
    turn = Turn(viewer, ticket_id, Act.WATCHERS)
    turn.go(None)
    if sight_of_person(person.id, turn.ticket) != Sight.NONE:
        return turn.ticket
    return _let_in(turn, person)


def _let_in(turn: Turn, found: PersonFacts) -> Ticket:
    ticket = turn.ticket
    if found.id == ticket.requester_id:
        raise Invalid({"person": HEARS_ANYWAY})
    part = Part.FOLLOWER if sight_of_person(found.id, ticket) == Sight.ALL else Part.WATCHER
    before = part_of(ticket.record_id, found.id) or None
    if before == part:
        return ticket
    _refuse_a_crowd(ticket)
    add_participant(record_id=ticket.record_id, person_id=found.id, part=part)
    write = turn.step if part is Part.WATCHER else turn.step_inside
    return turn.say(
        WatcherAdded,
        entry_id=write(Step.WATCHER_ADDED, person=found.id),
        changes={f"watcher.{found.id}": (before, part.value)},
        person_id=found.id,
    )


@transaction.atomic
def remove_watcher(*, viewer: Viewer, ticket_id: int, person_id: int) -> Ticket:
    """Let somebody watch no more; the requester removes those only who were let in."""
    turn = Turn(viewer, ticket_id, Act.WATCHERS)
    turn.go(None)
    ticket = turn.ticket
    part = part_of(ticket.record_id, person_id)
    is_hidden = part == Part.FOLLOWER and turn.party is Party.REQUESTER
    if part not in (Part.WATCHER, Part.FOLLOWER) or is_hidden:
        raise Refused(_("This person does not watch it any more."))
    remove_participant(record_id=ticket.record_id, person_id=person_id)
    write = turn.step if part == Part.WATCHER else turn.step_inside
    return turn.say(
        WatcherRemoved,
        entry_id=write(Step.WATCHER_REMOVED, person=person_id),
        changes={f"watcher.{person_id}": (part, None)},
        person_id=person_id,
    )


def follow(turn: Turn, person_ids: list[int]) -> dict[str, tuple[str | None, str | None]]:
    """Let those who see it in full hear of it from now on; what changed by it."""
    ticket, parts = turn.ticket, participants_of(turn.ticket.record_id)
    new = [
        person
        for person in person_ids
        if person not in parts and sight_of_person(person, ticket) == Sight.ALL
    ][: max(MOST_WATCHERS - len(parts), 0)]
    for person in new:
        add_participant(record_id=ticket.record_id, person_id=person, part=Part.FOLLOWER)
    return {f"watcher.{person}": (None, Part.FOLLOWER.value) for person in new}


def _meant(turn: Turn, person: int | str) -> PersonFacts:
    """Who is meant; a requester learns of nobody but the colleagues of their own office."""
    try:
        if turn.party is not Party.REQUESTER:
            return person_known_to(turn.viewer, person)
        found = person_named(person)
    except Invalid as refusal:
        if turn.party is not Party.REQUESTER:
            raise Invalid({"person": next(iter(refusal.fields.values()))}) from refusal
        found = None
    if found is None or found.id not in {one.id for one in colleagues_of(turn.me)}:
        words = _("Only colleagues of your own office can be added. Ask the desk for others.")
        raise Invalid({"person": words})
    return found


def _held(viewer: Viewer, ticket_id: int) -> Ticket:
    ticket = tickets_for(viewer).select_for_update().filter(pk=ticket_id).first()
    if ticket is None:
        raise NotFound
    return ticket


def _person(viewer: Viewer) -> int:
    if viewer.person_id is None:
        raise Forbidden(_("Your account belongs to no person, so it can watch nothing."))
    return viewer.person_id


def _refuse_a_crowd(ticket: Ticket) -> None:
    if len(participants_of(ticket.record_id)) > MOST_WATCHERS:
        raise Refused(TOO_MANY)


def _say_of_oneself(
    event: type[TicketWatched] | type[TicketUnwatched],
    viewer: Viewer,
    ticket: Ticket,
    change: tuple[str | None, str | None],
) -> None:
    me = _person(viewer)
    say(
        event,
        ticket,
        by=viewer,
        capacity="",
        entry_id=0,
        changes={f"watcher.{me}": change},
        person_id=me,
    )
    keep_found(ticket)

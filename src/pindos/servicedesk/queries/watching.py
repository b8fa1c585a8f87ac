"""Who watches a ticket, who may, and whom somebody can address in what they write on it."""

from collections.abc import Iterable
from typing import NamedTuple

from pindos.identity.queries import logins_of, viewer_of_person
from pindos.kernel.access import Viewer
from pindos.kernel.text import fold
from pindos.organisation.queries import (
    PersonFacts,
    colleagues_of,
    people_by_id,
    people_found,
    workers_of,
)
from pindos.organisation.rights import capacity_in
from pindos.records.queries import participants_of, timeline
from pindos.records.terms import Part, Sight
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.tickets import sight_of_ticket


class Watching(NamedTuple):
    """Somebody who watches; a follower reads by a right of their own, all of it."""

    person: PersonFacts
    is_follower: bool


class Addressable(NamedTuple):
    """Somebody who can be addressed; whether they read internal notes, too."""

    person: PersonFacts
    login: str
    reads_notes: bool


Parts = dict[int, str]  # how each person takes part, asked before


def watchers_of(viewer: Viewer, ticket: Ticket, known: Parts | None = None) -> list[Watching]:
    """Who watches it, by name; who follows is told to those only who see it in full."""
    is_inside = sight_of_ticket(viewer, ticket) == Sight.ALL
    parts = {
        person: part
        for person, part in _parts(ticket, known).items()
        if part == Part.WATCHER or (part == Part.FOLLOWER and is_inside)
    }
    people = people_by_id(parts)
    rows = [Watching(person, parts[pk] == Part.FOLLOWER) for pk, person in people.items()]
    return sorted(rows, key=lambda row: (row.is_follower, fold(row.person.name), row.person.id))


def sight_of_person(person_id: int, ticket: Ticket) -> Sight:
    """How much of it a person may read today, whoever asks; at most six queries."""
    return sight_of_ticket(viewer_of_person(person_id), ticket)


def who_hears(ticket: Ticket, sight: str) -> list[int]:
    """Those who watch or follow it and may read this much of it today."""
    parts = participants_of(ticket.record_id)
    enough = {Sight.ALL} if sight == Sight.ALL else {Sight.ALL, Sight.PUBLIC}
    return sorted(
        person
        for person, part in parts.items()
        if part != Part.REQUESTER and sight_of_person(person, ticket) in enough
    )


def works_on(viewer: Viewer, ticket: Ticket) -> bool:
    """Whether the viewer works in a unit that has to do with the ticket now."""
    return any(capacity_in(viewer, unit) for unit in (ticket.unit_id, ticket.with_unit_id))


def possible_watchers(viewer: Viewer, ticket: Ticket, text: str = "") -> list[PersonFacts]:
    """Whom the viewer may let in, narrowed by words: the desk whom it may look up, the requester
    the colleagues of their own office; nobody twice."""
    taken = set(participants_of(ticket.record_id))
    if works_on(viewer, ticket):
        found: Iterable[PersonFacts] = people_found(viewer, text, limit=20) if text else ()
    elif viewer.person_id is not None and viewer.person_id == ticket.requester_id:
        words = fold(text).split()
        near = colleagues_of(viewer.person_id)
        found = [one for one in near if all(word in fold(one.name) for word in words)]
    else:
        found = ()
    return [person for person in found if person.id not in taken]


def addressable_on(viewer: Viewer, ticket: Ticket) -> list[Addressable]:
    """Whom the viewer can address there: those who work on it and who takes part; six queries.

    Whoever asked or watches can address those only who have shown themselves to them.
    """
    is_inside = sight_of_ticket(viewer, ticket) == Sight.ALL
    parts = participants_of(ticket.record_id)
    readers: set[int] = set()
    if is_inside:
        for unit in {ticket.unit_id, ticket.with_unit_id}:
            readers |= {person.id for person in workers_of(unit)}
        readers |= {person for person, part in parts.items() if part == Part.FOLLOWER}
        others = {person for person, part in parts.items() if part != Part.FOLLOWER}
    else:
        written = timeline(ticket.record_id, Sight.PUBLIC)
        readers = {entry.author_id for entry in written if entry.author_id}
        others = {person for person, part in parts.items() if part == Part.WATCHER}
        others |= {ticket.assignee_id} if ticket.assignee_id else set()
    people = people_by_id((readers | others) - {viewer.person_id or 0})
    logins = logins_of(people)
    rows = [
        Addressable(person, logins.get(pk, ""), is_inside and pk in readers)
        for pk, person in people.items()
    ]
    return sorted(rows, key=lambda row: (fold(row.person.family_name), row.person.id))


def _parts(ticket: Ticket, known: Parts | None) -> Parts:
    return participants_of(ticket.record_id) if known is None else known

"""What is known of a message that arrived: its sender, its thread, the ticket that it names."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from pindos.identity.queries import viewer_of_person
from pindos.kernel.access import Viewer
from pindos.mail.queries import (
    Kept,
    are_orders_taken,
    arrival_by,
    arrivals_since,
    kept,
    lately_from,
    limits,
    person_tied_to,
    things_answered_by,
)
from pindos.mail.queries.answering import outsiders_of
from pindos.mail.reading import Read
from pindos.notices.queries import is_ours, things_of_letters
from pindos.organisation.queries import (
    PersonFacts,
    colleagues_of,
    people_of_addresses,
    person_facts,
)
from pindos.records.queries import number_typed, part_of
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.tickets import tickets_for
from pindos.servicedesk.queries.watching import works_on
from pindos.servicedesk.rules.mailing import Known, Mail, Named, is_within
from pindos.servicedesk.terms import ABOUT

HOUR, MINUTES = timedelta(hours=1), timedelta(minutes=10)


class Letter(NamedTuple):
    """A message that waits, as it reads, and who of the register may have sent it.

    ``at`` is when the desk took it up, before whatever it says of it. ``also_to`` are those of
    the register to whom it went too.
    """

    kept: Kept
    people: list[PersonFacts]
    at: datetime
    also_to: frozenset[int] = frozenset()

    @property
    def read(self) -> Read:
        """What it says."""
        return self.kept.read

    @property
    def sender(self) -> PersonFacts | None:
        """The one person who has the address."""
        return self.people[0] if len(self.people) == 1 else None


def letter_from(kept: Kept) -> Letter:
    """A message that is held, with everybody who has its sender's address."""
    read = kept.read
    sender = read.sender.address
    others = {each.address.strip().lower() for each in (*read.to, *read.cc)}
    found = people_of_addresses([sender, *others])
    people = found.get(sender.strip().lower(), [])
    tied = None if people else person_tied_to(sender)
    also_to = frozenset(each.id for address in others for each in found.get(address, ()))
    return Letter(kept, people if tied is None else [person_facts(tied)], timezone.now(), also_to)


def may_order(letter: Letter) -> bool:
    """Whether what it orders is believed: its sender is one, and the server vouches for them."""
    is_vouched_for = letter.read.authentication.get("dmarc") == "pass"
    return are_orders_taken() and is_vouched_for and letter.sender is not None


def mail_of(letter: Letter) -> Mail:
    """What matters of the message itself."""
    read = letter.read
    return Mail(
        is_own=is_ours(read.message_id),
        is_machine=bool(read.machine),
        is_failure=bool(read.failures),
        is_thanks=read.is_thanks,
        is_forged=read.authentication.get("dmarc") == "fail",
    )


def known_of(letter: Letter) -> Known:
    """What matters of its sender and of the tickets that it names."""
    most = limits()
    sender = letter.read.sender.address.casefold()
    is_blocked, lately = lately_from(sender, timezone.now() - HOUR)
    return Known(
        is_sender_named=bool(sender.strip()),
        people=len(letter.people),
        is_blocked=is_blocked,
        lately=lately,
        most_lately=most.from_address,
        most_on_thread=most.on_thread,
        is_anyone_welcome=most.is_anyone_welcome,
        is_of_house=is_within(sender, most.domains),
        thread=_named(letter, _answered(letter.read)),
        named=_named(letter, _numbered(letter.read)),
    )


class Quoted(NamedTuple):
    """A ticket that a message answers or names; whether the viewer may put the message onto it."""

    ticket: Ticket
    is_worked_on: bool


def quoted_in(viewer: Viewer, arrival_id: int) -> Quoted | None:
    """The ticket that a message answers, else the one that it names, if the viewer sees it.

    Anybody can write a number: it says nothing of who wrote. None when the bytes are gone.
    """
    try:
        read = kept(arrival_by(viewer, arrival_id)).read
    except OSError:
        return None
    for ticket in filter(None, (_answered(read), _numbered(read))):
        if found := tickets_for(viewer).filter(pk=ticket.pk).first():
            return Quoted(found, works_on(viewer, found))
    return None


def _answered(read: Read) -> Ticket | None:
    """The ticket whose messages this one answers, the nearest first."""
    original = [failure.original_id for failure in read.failures[:1]]
    ids = list(dict.fromkeys([*original, *read.in_reply_to, *reversed(read.references)]))
    found = {**things_answered_by(ids), **things_of_letters(ids)}
    for message_id in ids:
        kind, _colon, pk = found.get(message_id, "").partition(":")
        if kind == ABOUT and (ticket := Ticket.objects.filter(pk=pk).first()):
            return ticket
    return None


def _numbered(read: Read) -> Ticket | None:
    for text in read.numbers:
        number = number_typed(text)
        if number and (ticket := Ticket.objects.filter(number=number).first()):
            return ticket
    return None


def _named(letter: Letter, ticket: Ticket | None) -> Named | None:
    if ticket is None:
        return None
    since = timezone.now() - MINUTES
    return Named(
        ticket.pk,
        ticket.number or "",
        ticket.state,
        has_part=any(has_part(person, ticket) for person in letter.people)
        or (not letter.people and _is_on_it(letter, ticket)),
        lately=arrivals_since(f"{ABOUT}:{ticket.pk}", since),
    )


def _is_on_it(letter: Letter, ticket: Ticket) -> bool:
    """Whether somebody of the desk put a message from this address onto the ticket."""
    sender = letter.read.sender.address.strip().casefold()
    return sender in {each.address for each in outsiders_of(f"{ABOUT}:{ticket.pk}")}


def has_part(person: PersonFacts, ticket: Ticket) -> bool:
    """Whether somebody takes part in a ticket, works on it, or is of the requester's office."""
    sees = tickets_for(viewer_of_person(person.id)).filter(pk=ticket.pk).exists()
    if sees or part_of(ticket.record_id, person.id):
        return True
    requester = ticket.requester_id
    return requester is not None and person.id in {each.id for each in colleagues_of(requester)}

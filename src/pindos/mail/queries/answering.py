"""What decides whether somebody is answered who wrote, and who wrote from outside."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from pindos.kernel.prepared import prepared
from pindos.mail.models import Arrival
from pindos.mail.options import ANSWERS
from pindos.mail.queries import Kept, dead_among, is_blocked, kept
from pindos.mail.queries.senders import mailbox_of
from pindos.mail.reading import Read
from pindos.mail.rules import Sender
from pindos.mail.terms import Answer, Fate, Why


class Outsider(NamedTuple):
    """Somebody who is not in the register, and whose message is part of something.

    ``since`` is when it became that. With ``quiet_since`` they were taken off, and hear nothing.
    """

    arrival_id: int
    address: str
    name: str
    since: datetime
    quiet_since: datetime | None = None


def sender_in(read: Read) -> Sender:
    """What mail itself knows of who wrote a message."""
    address = read.sender.address.strip().casefold()
    return Sender(
        address=address,
        is_machine=bool(read.machine or read.failures),
        is_ourselves=mailbox_of([address]) is not None,
        is_blocked=is_blocked(address),
        is_dead=bool(dead_among([address])),
        authentication=read.authentication,
    )


def answers_wanted() -> str:
    """Which unknown senders are answered, as the administrators have set it."""
    return str(ANSWERS.now())


def letter_too_large(arrival_id: int) -> Kept | None:
    """A message of which only the head was kept."""
    row = Arrival.objects.select_related("mailbox").filter(pk=arrival_id).first()
    return kept(row) if row is not None and row.fate == Fate.TOO_LARGE else None


def outsiders_of(about: str) -> list[Outsider]:
    """Whose messages somebody made part of a thing, as they are not in the register: who hears.

    Machines are left out, whoever was blocked or taken off since, and what is of ours.
    """
    return [each for each in outsiders_shown(about) if each.quiet_since is None]


def outsiders_shown(about: str) -> list[Outsider]:
    """The same with those who were taken off; who wrote again by a person's hand is on it."""
    found: dict[str, Outsider] = {}
    for row in _taken_by_hand(about):
        if row.sender and not row.signs and row.answer != Answer.OURSELVES:
            first = found.get(row.sender)
            since = first.since if first and not first.quiet_since else row.settled_at or row.at
            found[row.sender] = Outsider(
                row.pk, row.sender, row.sender_name, since, row.quiet_since
            )
    return [each for each in found.values() if not is_blocked(each.address)]


@prepared
def _taken_by_hand(about: str) -> QuerySet[Arrival]:
    """What a person put there: nobody outside the register gets anywhere without one."""
    rows = Arrival.objects.filter(about=about, fate__in=(Fate.OPENED, Fate.ADDED))
    return rows.filter(why=Why.BY_HAND, person__isnull=True).order_by("id")

"""Sending what waits: leased, so that the death of a process only delays it.

The network is never waited for inside a transaction. A letter may go out twice when a process
dies between the server's answer and the note of it; it then carries the same Message-ID.
"""

import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from pindos.identity.queries import languages_of_people, who_have_left
from pindos.kernel.demonstration import is_demonstration
from pindos.kernel.leases import is_over
from pindos.kernel.updating import update_one
from pindos.mail.queries import dead_among, written_by
from pindos.notices.channel import Channel, Fate, Letter
from pindos.notices.commands.worded import letter_of, link_in, outside_letter_of
from pindos.notices.models import Sending
from pindos.notices.rules import MAX_TRIES, pause_after
from pindos.notices.shelf import all_channels
from pindos.notices.terms import BUNDLED_FROM

BATCH = 50
LETTERS = ("notice__person", "outside__arrival__mailbox")
LEASE = timedelta(minutes=3)  # longer than a server may take over one letter
NO_ADDRESS = gettext_noop("No e-mail address is known for this person. Enter one on their page.")
DEAD = gettext_noop(
    "Letters to this address came back: it takes none. Enter another one on the person's page."
)
DIED = gettext_noop("The process that sent it died at every try.")
RAN_OUT = gettext_noop("Its link is no longer good. Have a new one sent.")
HAS_LEFT = gettext_noop("The positions of this person have ended.")
State = Sending.State


def post_batch(size: int = BATCH, spell: float = 0.0) -> int:
    """Send one batch of what is due by each channel that is on; return how many were tried.

    For ``spell`` seconds batch follows batch, all by one call of the channel: it keeps its line
    to the other side until nothing waits. Of a demonstration nothing leaves: its letters wait
    where they can be looked at.
    """
    if is_demonstration():
        return 0
    until = time.monotonic() + spell
    on = [channel for channel in all_channels().values() if channel.is_on()]
    return sum(Run(channel, size, until).post() for channel in on)


class Run:
    """What waits for one channel, a batch after the other; ``until`` is of the monotonic clock.

    It ends when it is late, when the channel is switched off meanwhile, and after a batch of which
    nothing left: a server that takes nothing now is not asked about all that waits.
    """

    def __init__(self, channel: Channel, size: int, until: float) -> None:
        self.channel, self.size, self.until = channel, size, until
        self.together: dict[int, list[Sending]] = {}
        self.tried = 0
        self.is_stuck = False

    def post(self) -> int:
        """Send, and note what became of each; how many were tried."""
        for fate in self.channel.carry(self._letters()):
            self.is_stuck = self.is_stuck and not fate.is_gone
            for sending in self.together.pop(fate.sending_id):
                _note(sending, fate)
                self.tried += 1
        return self.tried

    def _letters(self) -> Iterator[Letter]:
        while leased := _lease(self.channel.name, self.size):
            before = self.tried
            self.is_stuck = True
            yield from _letters(leased, self.together)
            self.is_stuck = self.is_stuck and self.tried > before
            if self.is_stuck or time.monotonic() >= self.until or not self.channel.is_on():
                return


class Hopeless(NamedTuple):
    """Of a batch: who have left, and the addresses from which letters came back for good."""

    people: set[int]
    addresses: set[str]


def _due(channel: str) -> QuerySet[Sending]:
    now = timezone.now()
    is_free = is_over("lease_until", now, LEASE)
    waiting = Sending.objects.filter(state=State.WAITING, next_try_at__lte=now)
    return waiting.filter(is_free, channel=channel)


@transaction.atomic
def _lease(channel: str, size: int) -> list[Sending]:
    due = _due(channel).select_for_update(skip_locked=True).order_by("next_try_at", "id")
    ids = [sending.pk for sending in due[:size]]
    until = timezone.now() + LEASE
    _due(channel).filter(pk__in=ids).update(lease_until=until)
    mine = Sending.objects.filter(pk__in=ids, lease_until=until, state=State.WAITING)
    return list(mine.select_related(*LETTERS).order_by("id"))


def _letters(leased: Iterable[Sending], together: dict[int, list[Sending]]) -> Iterator[Letter]:
    """The letters of a batch, each counted as tried at the moment it is taken.

    What waits for one person goes as one letter when it is much; ``together`` keeps which
    sendings went with the one that a letter is named after.
    """
    rows = list(leased)
    notices = [sending.notice for sending in rows if sending.notice]
    languages = languages_of_people(each.person_id for each in notices)
    hopeless = Hopeless(
        who_have_left(each.person_id for each in notices),
        dead_among(sending.address for sending in rows),
    )
    for bundle in _bundles(rows):
        ready = [sending for sending in bundle if _begin(sending) and _can_go(sending, hopeless)]
        if ready:
            together[ready[0].pk] = ready
            to = ready[0].notice
            yield letter_of(ready, languages[to.person_id]) if to else outside_letter_of(ready[0])


def _bundles(rows: list[Sending]) -> list[list[Sending]]:
    """What goes in one letter each: all for one person when it is much, else one by one.

    What holds a secret goes alone, what goes to somebody outside, and what answers a message:
    it belongs to the thread of that message, and what is written back to it to its ticket.
    """
    of_person: dict[int, list[Sending]] = {}
    alone: list[list[Sending]] = []
    for sending in rows:
        if sending.notice is None or sending.good_until is not None:
            alone.append([sending])
        else:
            of_person.setdefault(sending.notice.person_id, []).append(sending)
    much = [each for found in of_person.values() if len(found) >= BUNDLED_FROM for each in found]
    answering = _answering(much)
    for found in of_person.values():
        own = [each for each in found if each.pk in answering]
        rest = [each for each in found if each.pk not in answering]
        alone += [[each] for each in own]
        alone += [rest] if len(rest) >= BUNDLED_FROM else [[each] for each in rest]
    return alone


def _answering(rows: list[Sending]) -> set[int]:
    """Which of these go to somebody who wrote by mail about the thing."""
    of = {row.pk: (row.notice.person_id, row.notice.about) for row in rows if row.notice}
    if not of:
        return set()
    people, abouts = zip(*of.values(), strict=True)
    wrote = written_by(people, filter(None, abouts))
    return {pk for pk, each in of.items() if each in wrote}


def _can_go(sending: Sending, hopeless: Hopeless) -> bool:
    """Whether it has somewhere to go and has not failed too often; else that is noted."""
    words = _hindrance(sending, hopeless)
    if words:
        _note(sending, Fate(sending.pk, is_gone=False, words=words, is_final=True))
    return not words


def _hindrance(sending: Sending, hopeless: Hopeless) -> str:
    """Why a letter cannot go at all; nothing when it can."""
    if sending.attempts > MAX_TRIES:
        return DIED
    if sending.notice and sending.notice.person_id in hopeless.people:
        return HAS_LEFT
    if sending.good_until and not (link_in(sending) and sending.good_until > timezone.now()):
        return RAN_OUT
    if sending.address in hopeless.addresses:
        return DEAD
    return "" if sending.address else NO_ADDRESS


def _lease_of(sending: Sending) -> dict[str, Any]:
    """How the row stands as long as the lease on it is this process's own."""
    return {"state": State.WAITING, "lease_until": sending.lease_until}


def _begin(sending: Sending) -> bool:
    own = _lease_of(sending)
    sending.attempts += 1
    sending.lease_until = timezone.now() + LEASE
    sending.address = sending.to_address
    return update_one(sending, ("attempts", "lease_until", "address"), own)


def _note(sending: Sending, fate: Fate) -> None:
    own, now = _lease_of(sending), timezone.now()
    sending.lease_until = None
    changed = ["lease_until", "last_error"]
    if fate.is_gone:
        sending.state, sending.sent_at = State.SENT, now
        sending.answer, sending.last_error = fate.words, ""
        changed += ["sent_at", "answer"]
    else:
        sending.last_error = fate.words
    if not fate.is_gone and (fate.is_final or sending.attempts >= MAX_TRIES):
        sending.state = State.FAILED
    if sending.state == State.WAITING:
        sending.next_try_at = now + pause_after(sending.attempts)
        changed.append("next_try_at")
    else:
        sending.link = ""
        changed += ["state", "link"]
    update_one(sending, changed, own)

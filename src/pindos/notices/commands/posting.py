"""Sending what waits: leased, so that the death of a process only delays it.

The network is never waited for inside a transaction. A letter may go out twice when a process
dies between the server's answer and the note of it; it then carries the same Message-ID.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext_noop, ngettext

from pindos.identity.queries import languages_of_people, who_have_left
from pindos.kernel.demonstration import is_demonstration
from pindos.kernel.errors import Refused
from pindos.kernel.leases import is_over
from pindos.mail.queries import dead_among
from pindos.notices.channel import Channel, Fate, Letter
from pindos.notices.cipher import opened_link
from pindos.notices.letters import link_of
from pindos.notices.models import Notice, Sending
from pindos.notices.rules import MAX_TRIES, pause_after
from pindos.notices.shelf import all_channels
from pindos.notices.terms import BUNDLED_FROM, Question, enclosures_of, question_in

BATCH = 50
LINE_LENGTH = 200  # characters of a notice that stands in a letter with others
LEASE = timedelta(minutes=3)  # longer than a server may take over one letter
NO_ADDRESS = gettext_noop("No e-mail address is known for this person. Enter one on their page.")
DEAD = gettext_noop(
    "Letters to this address came back: it takes none. Enter another one on the person's page."
)
DIED = gettext_noop("The process that sent it died at every try.")
RAN_OUT = gettext_noop("Its link is no longer good. Have a new one sent.")
HAS_LEFT = gettext_noop("The positions of this person have ended.")
State = Sending.State


def post_batch(size: int = BATCH) -> int:
    """Send one batch of what is due by each channel that is on; return how many were tried.

    Of a demonstration nothing leaves: its letters wait where they can be looked at.
    """
    if is_demonstration():
        return 0
    return sum(_post(channel, size) for channel in all_channels().values() if channel.is_on())


def _post(channel: Channel, size: int) -> int:
    leased = {sending.pk: sending for sending in _lease(channel.name, size)}
    together: dict[int, list[Sending]] = {}
    tried = 0
    for fate in channel.carry(_letters(leased.values(), together)):
        for sending in together.pop(fate.sending_id):
            _note(sending, fate)
            tried += 1
    return tried


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
    return list(mine.select_related("notice__person").order_by("id"))


def _letters(leased: Iterable[Sending], together: dict[int, list[Sending]]) -> Iterator[Letter]:
    """The letters of a batch, each counted as tried at the moment it is taken.

    What waits for one person goes as one letter when it is much; ``together`` keeps which
    sendings went with the one that a letter is named after.
    """
    rows = list(leased)
    languages = languages_of_people(sending.notice.person_id for sending in rows)
    hopeless = Hopeless(
        who_have_left(sending.notice.person_id for sending in rows),
        dead_among(sending.address for sending in rows),
    )
    for bundle in _bundles(rows):
        ready = [sending for sending in bundle if _begin(sending) and _can_go(sending, hopeless)]
        if ready:
            together[ready[0].pk] = ready
            yield letter_of(ready, languages[ready[0].notice.person_id])


def _bundles(rows: list[Sending]) -> list[list[Sending]]:
    """What goes in one letter each: all for one person when it is much, else one by one.

    What holds a secret goes alone.
    """
    of_person: dict[int, list[Sending]] = {}
    for sending in rows:
        if sending.good_until is None:
            of_person.setdefault(sending.notice.person_id, []).append(sending)
    return [[sending] for sending in rows if sending.good_until is not None] + [
        bundle
        for found in of_person.values()
        for bundle in ([found] if len(found) >= BUNDLED_FROM else [[one] for one in found])
    ]


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
    if sending.notice.person_id in hopeless.people:
        return HAS_LEFT
    if sending.good_until and not (_link_in(sending) and sending.good_until > timezone.now()):
        return RAN_OUT
    if sending.address in hopeless.addresses:
        return DEAD
    return "" if sending.address else NO_ADDRESS


def letter_of(ready: list[Sending], language: str) -> Letter:
    """One notice as a letter, or several in one with a line for each."""
    first = ready[0]
    notice = first.notice
    title, text, url = notice.title, notice.text, _link_in(first) or notice.url
    with translation.override(language):
        asked = [(sending.notice, _question_in(sending.notice)) for sending in ready]
        if len(ready) > 1:
            words = ngettext("%(n)s notice", "%(n)s notices", len(ready)) % {"n": len(ready)}
            title = f"{words}: {notice.title}"
            text = "\n\n".join(_line_of(each, question) for each, question in asked)
            url = "/notices/"
    return Letter(
        sending_id=first.pk,
        address=first.address,
        name=notice.person.name,
        language=language,
        title=title,
        text=text,
        url=url,
        about=notice.about if len(ready) == 1 else "",
        question=asked[0][1] if len(ready) == 1 else None,
        enclosures=enclosures_of(notice.kind, notice.person_id, notice.about)
        if len(ready) == 1
        else (),
    )


def _question_in(notice: Notice) -> Question | None:
    return question_in(notice.kind, notice.person_id, notice.about)


def _link_in(sending: Sending) -> str:
    """The secret address of a letter, if it has one that can still be read."""
    with suppress(Refused):
        return opened_link(sending.link)
    return ""


def _line_of(notice: Notice, question: Question | None) -> str:
    """One notice of several: its title, how its words begin, where it is, what it asks."""
    begins = Truncator(" ".join(notice.text.split())).chars(LINE_LENGTH)
    asks = f"{question.text} {link_of(question.url)}" if question else ""
    return "\n".join(filter(None, [f"• {notice.title}", begins, link_of(notice.url), asks]))


def _held(sending: Sending) -> QuerySet[Sending]:
    """The row, as long as the lease on it is this process's own."""
    return Sending.objects.filter(
        pk=sending.pk, state=State.WAITING, lease_until=sending.lease_until
    )


@transaction.atomic
def _begin(sending: Sending) -> bool:
    until = timezone.now() + LEASE
    address = sending.notice.person.email
    mine = _held(sending).update(attempts=F("attempts") + 1, lease_until=until, address=address)
    sending.attempts += 1
    sending.lease_until, sending.address = until, address
    return bool(mine)


@transaction.atomic
def _note(sending: Sending, fate: Fate) -> None:
    now = timezone.now()
    if fate.is_gone:
        outcome = {"state": State.SENT, "sent_at": now, "answer": fate.words, "last_error": ""}
    elif fate.is_final or sending.attempts >= MAX_TRIES:
        outcome = {"state": State.FAILED, "last_error": fate.words}
    else:
        next_try_at = now + pause_after(sending.attempts)
        outcome = {"next_try_at": next_try_at, "last_error": fate.words}
    if "state" in outcome:
        outcome["link"] = ""
    _held(sending).update(lease_until=None, **outcome)

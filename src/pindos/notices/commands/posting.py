"""Sending what waits: leased, so that the death of a process only delays it.

The network is never waited for inside a transaction. A letter may go out twice when a process
dies between the server's answer and the note of it; it then carries the same Message-ID.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from pindos.identity.queries import languages_of_people
from pindos.notices.channel import Channel, Fate, Letter
from pindos.notices.models import Sending
from pindos.notices.rules import MAX_TRIES, pause_after
from pindos.notices.shelf import all_channels

BATCH = 50
LEASE = timedelta(minutes=3)  # longer than a server may take over one letter
NO_ADDRESS = gettext_noop("No e-mail address is known for this person. Enter one on their page.")
DIED = gettext_noop("The process that sent it died at every try.")
State = Sending.State


def post_batch(size: int = BATCH) -> int:
    """Send one batch of what is due by each channel that is on; return how many were tried."""
    return sum(_post(channel, size) for channel in all_channels().values() if channel.is_on())


def _post(channel: Channel, size: int) -> int:
    leased = {sending.pk: sending for sending in _lease(channel.name, size)}
    tried = 0
    for fate in channel.carry(_letters(leased)):
        _note(leased[fate.sending_id], fate)
        tried += 1
    return tried


def _due(channel: str) -> QuerySet[Sending]:
    now = timezone.now()
    is_free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
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


def _letters(leased: dict[int, Sending]) -> Iterator[Letter]:
    """The letters of a batch, each counted as tried at the moment it is taken."""
    people = [sending.notice.person_id for sending in leased.values()]
    languages = languages_of_people(people)
    for sending in leased.values():
        if not _begin(sending):
            continue
        notice = sending.notice
        if sending.attempts > MAX_TRIES:
            _note(sending, Fate(sending.pk, is_gone=False, words=DIED, is_final=True))
        elif not sending.address:
            _note(sending, Fate(sending.pk, is_gone=False, words=NO_ADDRESS, is_final=True))
        else:
            yield Letter(
                sending_id=sending.pk,
                address=sending.address,
                name=notice.person.name,
                language=languages[notice.person_id],
                title=notice.title,
                text=notice.text,
                url=notice.url,
            )


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
    _held(sending).update(lease_until=None, **outcome)

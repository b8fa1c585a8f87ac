"""Writing to somebody outside the register, once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation

from pindos.notices.commands.telling import Say
from pindos.notices.models import OutsideLetter, Sending
from pindos.notices.options import NOTICE_DAYS
from pindos.notices.queries import posted
from pindos.notices.shelf import channels_on
from pindos.notices.terms import OUTSIDE_LANGUAGE, TITLE_LENGTH

AT_ONCE = timedelta(0)


@transaction.atomic
def write_outside(
    *,
    address: str,
    name: str,
    key: str,
    say: Say,
    about: str = "",
    arrival_id: int | None = None,
    thread: str = "",
    wait: timedelta = AT_ONCE,
) -> bool:
    """Write to an address, once for each ``key``; whether it was written, now or before.

    It leaves after ``wait``: what hangs on it may have to be looked at before.
    As with notices nothing is kept for later while no mail leaves at all. It is no change of the
    house, so it emits nothing: the delivery log tells of it.
    """
    channels = channels_on()
    if not channels or not address:
        return False
    with translation.override(OUTSIDE_LANGUAGE):
        title, text = say()
    row, is_new = OutsideLetter.objects.get_or_create(
        key=key,
        defaults={
            "address": address.casefold()[:250],
            "name": name[:200],
            "title": " ".join(str(title).split())[:TITLE_LENGTH],
            "text": str(text),
            "about": about,
            "arrival_id": arrival_id,
            "thread": thread[:250],
        },
    )
    if is_new:
        for channel in channels:
            Sending.objects.create(
                outside=row,
                channel=channel,
                address=row.address,
                next_try_at=timezone.now() + wait,
            )
    return True


def note_returned(*, message_id: str, words: str) -> bool:
    """A letter to somebody outside came back: it did not arrive, whatever was said at first."""
    rows = Sending.objects.filter(pk=posted(message_id), outside__isnull=False)
    return bool(rows.update(state=Sending.State.FAILED, last_error=words[:500]))


def forget_outside_letters() -> int:
    """Forget letters to people outside that are old and wait no more; return how many."""
    before = timezone.now() - timedelta(days=NOTICE_DAYS.now())
    old = OutsideLetter.objects.filter(at__lt=before)
    done = old.exclude(sendings__state=Sending.State.WAITING)
    return done.delete()[1].get("notices.OutsideLetter", 0)

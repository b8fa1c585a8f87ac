"""Work of mail by the clock."""

from datetime import timedelta

from pindos.kernel.jobs import every
from pindos.mail.commands import fetch_all, forget_arrivals, take_in_handed

SPELL = 240.0  # seconds for which mailboxes are held open and say by themselves what comes


@every(timedelta(seconds=10), name="fetch-mail", is_apart=True, limit=timedelta(minutes=30))
def fetch_mail() -> int:
    """Read the mailboxes and wait at them; return how many messages were taken in."""
    return fetch_all(SPELL)


@every(
    timedelta(seconds=10), name="take-in-handed-mail", is_apart=True, limit=timedelta(minutes=30)
)
def take_in_what_was_handed() -> int:
    """Wait for what mail servers hand in; return how many messages were new."""
    return take_in_handed(SPELL)


@every(timedelta(days=1), name="forget-old-mail")
def forget_old_mail() -> int:
    """Let go of raw messages whose time is over; return how many."""
    return forget_arrivals()

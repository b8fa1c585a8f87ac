"""A few letters that were tried in vain, so that their page can be seen: none leaves for real."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.apps import apps

from pindos.kernel.reaching import CLOSED, SILENT
from pindos.notices.commands.posting import DEAD
from pindos.notices.rules import MAX_TRIES, pause_after

STALE = timedelta(hours=2)  # since a letter was written that is taken to have been tried


class Tried(NamedTuple):
    """What became of a letter: after how many tries, for good or not, and why."""

    attempts: int
    is_over: bool
    words: str


IN_VAIN = (
    Tried(1, True, "550 5.1.1 Recipient address rejected: User unknown"),
    Tried(MAX_TRIES, True, f"{CLOSED}\n[Errno 111] Connection refused"),
    Tried(3, False, "451 4.7.1 Greylisted, please try again later"),
    Tried(2, False, f"{SILENT}\ntimed out"),
    Tried(1, True, "552 5.3.4 Message size exceeds fixed limit"),
)


def try_in_vain(now: datetime) -> None:
    """Let letters to dead addresses have failed, and a few others as mail servers have it."""
    sendings: Any = apps.get_model("notices.Sending").objects.select_related("notice__person")
    rows = sendings.filter(state="waiting", notice__isnull=False).order_by("-id")
    dead = set(apps.get_model("mail.DeadAddress").objects.values_list("address", flat=True))
    to_dead = [row for row in rows if row.notice.person.email.casefold() in dead]
    for row in to_dead[: len(IN_VAIN)]:
        _note(row, Tried(1, True, DEAD), now)
    others: dict[int, Any] = {}
    for row in rows.filter(notice__at__lt=now - STALE):
        if row not in to_dead:
            others.setdefault(row.notice.person_id, row)
    for row, tried in zip(others.values(), IN_VAIN, strict=False):
        _note(row, tried, now)


def _note(row: Any, tried: Tried, now: datetime) -> None:
    row.attempts, row.last_error, row.address = tried.attempts, tried.words, row.to_address
    if tried.is_over:
        row.state = "failed"
    else:
        row.next_try_at = now + pause_after(tried.attempts)
    row.save(update_fields=["attempts", "last_error", "address", "state", "next_try_at"])

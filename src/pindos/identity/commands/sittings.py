"""Sessions in sight: begun, seen, and ended from elsewhere."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from pindos.identity.commands.accounts import end_sittings, say
from pindos.identity.events import SessionsEnded
from pindos.identity.models import Account, Sitting
from pindos.identity.queries import account_by, own_account, unit_of_account
from pindos.identity.store import kept_as
from pindos.identity.terms import BROWSER_LENGTH
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.events import emit
from pindos.kernel.outages import if_there_is_room
from pindos.kernel.text import without_invisible

NEWS = timedelta(minutes=5)  # after which a session's last use is written again
MOST = 10_000  # sessions that a process remembers to have written

_written: dict[str, datetime] = {}


def begin_sitting(*, account: Account, key: str, browser: str, address: str) -> Sitting:
    """Note a session that has begun; part of the sign-in."""
    said = without_invisible(browser)[:BROWSER_LENGTH]
    sitting, _made = Sitting.objects.update_or_create(
        key=kept_as(key),
        defaults={"account": account, "browser": said, "address": address[:60]},
    )
    _written[sitting.key] = sitting.seen_at
    return sitting


def note_seen(*, key: str) -> None:
    """Write down that a session is in use; at most once in five minutes by each process."""
    name, now = kept_as(key), timezone.now()
    last = _written.get(name)
    if last and now - last < NEWS:
        return
    if len(_written) >= MOST:
        _written.clear()
    _written[name] = now
    with if_there_is_room("the use of a session"), transaction.atomic():
        Sitting.objects.filter(key=name, seen_at__lt=now - NEWS).update(seen_at=now)


def forget_sitting(*, key: str) -> None:
    """A session has ended by itself."""
    Sitting.objects.filter(key=kept_as(key)).delete()


@transaction.atomic
def end_session(*, viewer: Viewer, sitting_id: int) -> None:
    """Sign one of one's own browsers out; NotFound for those of others."""
    account = own_account(viewer)
    sitting = account.sittings.filter(pk=sitting_id).first()
    if sitting is None:
        raise NotFound
    _end([sitting.key])
    _say(account, viewer, 1)


@transaction.atomic
def end_other_sessions(*, viewer: Viewer, key: str) -> int:
    """Sign out everywhere but here; return from how many."""
    account = own_account(viewer)
    keys = list(account.sittings.exclude(key=kept_as(key)).values_list("key", flat=True))
    _end(keys)
    if keys:
        _say(account, viewer, len(keys))
    return len(keys)


@transaction.atomic
def end_sessions_of(*, viewer: Viewer, account_id: int) -> int:
    """Sign an account that one rules out everywhere; return from how many browsers."""
    account = account_by(viewer, account_id)
    count = end_sittings(account)
    account.round += 1
    account.save(update_fields=["round"])
    say(SessionsEnded(account_id=account.pk, count=count), account, viewer)
    return count


@transaction.atomic
def forget_ended_sessions() -> int:
    """Forget sessions that ran out, and what was noted of them; return how many."""
    count = Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
    gone = Sitting.objects.exclude(key__in=Session.objects.values("session_key"))
    gone.delete()
    return count


def _end(keys: list[str]) -> None:
    Session.objects.filter(session_key__in=keys).delete()
    Sitting.objects.filter(key__in=keys).delete()


def _say(account: Account, viewer: Viewer, count: int) -> None:
    event = SessionsEnded(account_id=account.pk, count=count)
    emit(event, about=account, unit_id=unit_of_account(account), by=viewer)

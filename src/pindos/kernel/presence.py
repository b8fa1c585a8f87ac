"""Who else has a page open. Not audited and soon forgotten: it is a courtesy, no record."""

from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.kernel.jobs import every
from pindos.kernel.models import Presence
from pindos.kernel.naming import names_of

EVERY = 25  # seconds between two calls of an open page
GONE_AFTER = timedelta(seconds=3 * EVERY)
MOST = 10  # people named on a page


class Here(NamedTuple):
    """Somebody who has the page open."""

    name: str
    is_writing: bool


def be_here(viewer: Viewer, subject: str, *, is_writing: bool = False) -> list[Here]:
    """Note that the viewer has the page open; who else has. Two statements, names a third."""
    if viewer.account_id is None:
        return []
    now = timezone.now()
    row = Presence(account_id=viewer.account_id, subject=subject, at=now, is_writing=is_writing)
    with transaction.atomic():
        Presence.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["subject", "account_id"],
            update_fields=["at", "is_writing"],
        )
    others = Presence.objects.filter(subject=subject, at__gt=now - GONE_AFTER)
    others = others.exclude(account_id=viewer.account_id).order_by("pk")[:MOST]
    rows = list(others.values_list("account_id", "is_writing"))
    names = names_of(account_id for account_id, _writing in rows)
    return [Here(names[pk], writing) for pk, writing in rows if pk in names]


@every(timedelta(hours=1), name="forget-who-was-here")
def forget_who_was_here() -> int:
    """Forget pages that were closed; return how many."""
    with transaction.atomic():
        return Presence.objects.filter(at__lt=timezone.now() - timedelta(hours=1)).delete()[0]

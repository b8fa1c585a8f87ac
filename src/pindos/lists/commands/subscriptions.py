"""Being told of what a view finds."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.clocks.queries import calendar_at
from pindos.identity.queries import viewer_of_account
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.events import emit
from pindos.kernel.filtering import MOST_COUNTED, counted, listing_called
from pindos.lists.events import ViewSubscribed, ViewUnsubscribed
from pindos.lists.models import Subscription, View
from pindos.lists.queries import address_of, owner_id, view_by, views_for
from pindos.lists.rules import is_due
from pindos.lists.terms import MOST_REMEMBERED, Cadence
from pindos.notices.commands import tell

KIND = "view-due"


class Found(NamedTuple):
    """What a view finds for one reader: all that is there, and the newest rows by id."""

    total: int
    newest: list[int]


@transaction.atomic
def subscribe_to_view(*, viewer: Viewer, view_id: int, cadence: str) -> Subscription:
    """Be told of a view; what is there now is not new. Refuses an account of no person."""
    view = view_by(viewer, view_id)
    if cadence not in Cadence.values:
        known = ", ".join(Cadence.values)
        raise Invalid({"cadence": _("Choose one of these: %(expected)s.") % {"expected": known}})
    if viewer.person_id is None:
        raise Refused(_("This account belongs to no person, so nobody can be told."))
    row = Subscription.objects.filter(view=view, account=viewer.account_id).first()
    before = row.cadence if row else None
    row = row or Subscription(view=view, account_id=owner_id(viewer))
    row.cadence, row.seen = cadence, _found(viewer, view).newest
    row.save()
    said = ViewSubscribed(view_id=view.pk, cadence=cadence)
    emit(said, about=row, unit_id=None, by=viewer, changes={"cadence": (before, cadence)})
    return row


@transaction.atomic
def unsubscribe_from_view(*, viewer: Viewer, view_id: int) -> None:
    """Be told of it no longer; nothing happens to whoever was not told."""
    row = Subscription.objects.filter(view=view_id, account=viewer.account_id or 0).first()
    if row is not None:
        _end(row, viewer)


def tell_subscribers(now: datetime | None = None) -> int:
    """Look at every view that is due with its reader's own eyes; return how many were looked at.

    Whoever may see the view no longer, or has left, is told no more.
    """
    now = now or timezone.now()
    today, looked = timezone.localdate(now), 0
    is_workday = calendar_at(None).is_workday(today)
    for row in Subscription.objects.select_related("view").order_by("id").iterator():
        last = timezone.localdate(row.looked_at) if row.looked_at else None
        if is_due(row.cadence, last, today, is_workday=is_workday):
            _look(row, now)
            looked += 1
    return looked


@transaction.atomic
def _look(row: Subscription, now: datetime) -> None:
    viewer = viewer_of_account(row.account_id)
    if not views_for(viewer).filter(pk=row.view_id).exists():
        _end(row, HOUSE)
        return
    try:
        found = _found(viewer, row.view)
    except Refused:  # what it asks for is there no longer, or is not theirs any more
        _end(row, HOUSE)
        return
    fresh = set(found.newest) - set(row.seen)
    is_news = bool(fresh) if row.cadence == Cadence.NEW else bool(found.total)
    if is_news:
        _tell(row, viewer, found.total, len(fresh), now)
    Subscription.objects.filter(pk=row.pk).update(looked_at=now, seen=found.newest)


def _tell(row: Subscription, viewer: Viewer, count: int, fresh: int, now: datetime) -> None:
    view, is_new = row.view, row.cadence == Cadence.NEW

    def say() -> tuple[str, str]:
        if is_new:
            title = ngettext("%(n)s new in «%(name)s»", "%(n)s new in «%(name)s»", fresh)
            return title % {"n": fresh, "name": view.name}, _how_many(count)
        return _("View «%(name)s»") % {"name": view.name}, _how_many(count)

    key = f"view {row.pk} {now:%Y%m%dT%H%M}" if is_new else f"view {row.pk} {now:%Y%m%d}"
    tell(
        person_ids=[viewer.person_id],
        key=key,
        kind=KIND,
        about=f"lists.view:{view.pk}",
        say=say,
        url=address_of(view),
    )


def _how_many(count: int) -> str:
    if count > MOST_COUNTED:
        return _("It finds more than %(n)s rows.") % {"n": MOST_COUNTED}
    return ngettext("It finds %(n)s row.", "It finds %(n)s rows.", count) % {"n": count}


def _found(viewer: Viewer, view: View) -> Found:
    rows = listing_called(view.list_key).found(viewer, view.filter)
    newest = list(rows.order_by("-pk").values_list("pk", flat=True)[:MOST_REMEMBERED])
    return Found(counted(rows), newest)


def _end(row: Subscription, by: Viewer) -> None:
    said = ViewUnsubscribed(view_id=row.view_id)
    emit(said, about=row, unit_id=None, by=by, changes={"cadence": (row.cadence, None)})
    row.delete()

"""Secret addresses of calendars: made once, shown once, revoked for ever."""

from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.identity.queries import digest_of
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.events import emit
from pindos.kernel.ids import possible_id
from pindos.organisation.queries import unit_named
from pindos.organisation.rights import SEEING, units_seen_by
from pindos.servicedesk.events import CalendarFeedMade, CalendarFeedRevoked
from pindos.servicedesk.models import CalendarFeed
from pindos.servicedesk.queries import feeds_of

MOST = 10  # addresses that one person has at a time


@transaction.atomic
def make_calendar_feed(*, viewer: Viewer, unit: str = "") -> tuple[CalendarFeed, str]:
    """An address of one's own calendar, or of a unit that one sees, with its secret: only now.

    Refuses whoever has no calendar here (Forbidden), and a unit that is not theirs to see.
    """
    if viewer.person_id is None or viewer.account_id is None or not viewer.holds(*SEEING):
        raise Forbidden(_("Only those who see the work of a unit have a calendar of it."))
    unit_id = None
    if unit.strip():
        unit_id = unit_named(unit).id
        if unit_id not in units_seen_by(viewer):
            raise Invalid({"unit": _("There is no unit called %(key)s.") % {"key": unit[:60]}})
    if feeds_of(viewer).count() >= MOST:
        raise Refused(_("You have ten addresses already. Revoke one first."))
    secret = token_urlsafe(32)
    row = CalendarFeed.objects.create(
        account_id=viewer.account_id,
        person_id=viewer.person_id,
        unit_id=unit_id,
        digest=digest_of(secret),
        made_at=timezone.now(),
    )
    event = CalendarFeedMade(feed_id=row.pk, person_id=row.person_id)
    emit(event, about=row, unit_id=None, by=viewer, changes={"unit": (None, unit_id)})
    return row, secret


@transaction.atomic
def revoke_calendar_feed(*, viewer: Viewer, feed_id: int) -> CalendarFeed:
    """Let nobody read by it any more; NotFound for what is not one's own."""
    row = feeds_of(viewer).select_for_update().filter(pk=possible_id(feed_id)).first()
    if row is None:
        raise NotFound
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    event = CalendarFeedRevoked(feed_id=row.pk, person_id=row.person_id)
    changes = {"revoked_at": (None, row.revoked_at)}
    emit(event, about=row, unit_id=None, by=viewer, changes=changes)
    return row

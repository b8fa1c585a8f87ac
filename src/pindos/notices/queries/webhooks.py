"""Webhooks as an administrator of their unit sees them; to all others they are not there.

That what happens leaves the house is for an administrator to decide, not for a head.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.events import feed_events
from pindos.kernel.ids import possible_id
from pindos.kernel.naming import event_called
from pindos.notices.models import Webhook, WebhookSending
from pindos.organisation.queries import units, units_by_id
from pindos.organisation.terms import Role

DAY = timedelta(hours=24)
State = WebhookSending.State


def keeps_webhooks(viewer: Viewer) -> bool:
    """Whether somebody keeps the webhooks of any unit."""
    return viewer is HOUSE or viewer.holds(Role.ADMINISTRATOR)


def webhooks_for(viewer: Viewer) -> QuerySet[Webhook]:
    """The webhooks of the units that the viewer administers, none that is removed."""
    return _with_removed(viewer).filter(removed_at=None)


def _with_removed(viewer: Viewer) -> QuerySet[Webhook]:
    if viewer is HOUSE:
        return Webhook.objects.all()
    return Webhook.objects.filter(unit__in=viewer.units_as(Role.ADMINISTRATOR))


def webhook_by(viewer: Viewer, webhook_id: int) -> Webhook:
    """One webhook; NotFound for what is not theirs to see."""
    found = (
        webhooks_for(viewer)
        .select_related("unit", "keeper")
        .filter(pk=possible_id(webhook_id))
        .first()
    )
    if found is None:
        raise NotFound
    return found


def webhook_sendings_for(viewer: Viewer) -> QuerySet[WebhookSending]:
    """What was and will be sent by the viewer's webhooks, removed ones too, newest first."""
    own = WebhookSending.objects.filter(webhook__in=_with_removed(viewer))
    return own.select_related("webhook").order_by("-id")


def webhook_units(viewer: Viewer) -> list[tuple[str, str]]:
    """The units whose events the viewer may let out: key and name."""
    rows = units()
    if viewer is not HOUSE:
        rows = rows.filter(pk__in=viewer.units_as(Role.ADMINISTRATOR))
    facts = units_by_id(rows.values_list("pk", flat=True))
    return sorted(((each.key, each.name) for each in facts.values()), key=lambda one: one[1])


def webhook_kinds() -> dict[str, str]:
    """The kinds of events that a webhook can be told of: name and words, by the words."""
    said = {name: event_called(name) for name in feed_events()}
    return dict(sorted(said.items(), key=lambda one: one[1]))


class HookTally(NamedTuple):
    """How much of a webhook's work is where; ``sent`` is of the last 24 hours."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0


def hook_tallies(webhook_ids: Iterable[int]) -> dict[int, HookTally]:
    """The tally of each of these webhooks; one query."""
    lately = Q(state=State.SENT, tried_at__gte=timezone.now() - DAY)
    rows = (
        WebhookSending.objects.filter(webhook__in=list(webhook_ids))
        .values_list("webhook")
        .annotate(
            sent=Count("pk", filter=lately),
            waiting=Count("pk", filter=Q(state=State.WAITING)),
            failed=Count("pk", filter=Q(state=State.FAILED)),
        )
    )
    found = {pk: HookTally(*counts) for pk, *counts in rows}
    return {pk: found.get(pk, HookTally()) for pk in webhook_ids}


def webhook_tally(viewer: Viewer) -> HookTally:
    """The tallies of all of the viewer's webhooks together."""
    each = hook_tallies(list(webhooks_for(viewer).values_list("pk", flat=True))).values()
    return HookTally(*(sum(counts) for counts in zip(*each, strict=True))) if each else HookTally()

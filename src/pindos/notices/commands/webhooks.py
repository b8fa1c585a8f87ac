"""Keeping webhooks: added, changed, given another secret, switched off and on."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.cipher import told
from pindos.kernel.errors import Invalid, NotFound, Refused, Words
from pindos.kernel.events import Changes, emit, feed_events
from pindos.kernel.models import Event
from pindos.kernel.text import clean
from pindos.kernel.versions import NOTHING_SEEN, Seen, refuse_touched, to_write, write
from pindos.notices.cipher import sealed_webhook
from pindos.notices.events import (
    WebhookAdded,
    WebhookChanged,
    WebhookEvent,
    WebhookRemoved,
    WebhookSecretRenewed,
    WebhookSwitchedOff,
    WebhookSwitchedOn,
)
from pindos.notices.models import Webhook, WebhookSending
from pindos.notices.models.webhook import ADDRESS_LENGTH, NAME_LENGTH
from pindos.notices.options import WEBHOOK_NETWORKS
from pindos.notices.queries import keeps_webhooks, webhook_by, webhooks_for
from pindos.notices.receiver import NotCalled, addresses_of, port_of
from pindos.notices.signing import new_secret
from pindos.notices.terms import OffReason
from pindos.organisation.queries import unit_named
from pindos.organisation.terms import Role

FIELDS = ("name", "address", "unit", "kinds")
FIELDS_OF_WORK = ("address", "unit_id", "kinds", "is_on")
OVERLAP = timedelta(hours=24)  # for so long the former secret signs beside the new one
CAUGHT_UP = timedelta(days=7)  # so far back is sent what happened while it was off


class Made(NamedTuple):
    """A webhook and its secret, which is said now and never again."""

    webhook: Webhook
    secret: str


def add_webhook(
    *, viewer: Viewer, name: str, address: str, unit: str, kinds: Collection[str] = ()
) -> Made:
    """Let a receiver be told of what happens from now on in a unit and all below it.

    ``kinds`` are names of events; none means all. Refuses (422) an address that may not be
    called and a unit over which the viewer is no administrator. The name of the receiver is
    looked up before the transaction: no lock waits for a distant server.
    """
    given = {"name": name, "address": address, "unit": unit, "kinds": kinds}
    return added_webhook(viewer, read_webhook(viewer, given))


def read_webhook(viewer: Viewer, given: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of what is given, checked and looked up; never within a transaction."""
    if not keeps_webhooks(viewer):
        raise NotFound
    return _read(viewer, given)


def added_webhook(viewer: Viewer, values: Mapping[str, Any]) -> Made:
    """The same from columns that ``read_webhook`` has read."""
    secret = new_secret()
    with transaction.atomic():
        hook = Webhook.objects.create(
            **values, keeper_id=viewer.person_id, secret=sealed_webhook(secret), after=_now()
        )
        changes = {field: (None, value) for field, value in values.items()}
        _emit(
            WebhookAdded(webhook_id=hook.pk),
            hook,
            viewer,
            {**changes, "secret": told("", hook.secret)},
        )
    return Made(hook, secret)


def change_webhook(
    *,
    viewer: Viewer,
    webhook_id: int,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
    **given: Any,
) -> Webhook:
    """Change what is given (name, address, unit, kinds), leave the rest.

    What others changed since the version stays; refuses a field that both changed (Clash).
    """
    if unknown := set(given) - set(FIELDS):
        raise TypeError(f"no such fields: {sorted(unknown)}")
    webhook_by(viewer, webhook_id)
    return changed_webhook(viewer, webhook_id, read_webhook(viewer, given), version, seen)


def changed_webhook(
    viewer: Viewer,
    webhook_id: int,
    values: Mapping[str, Any],
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
) -> Webhook:
    """The same from columns that ``read_webhook`` has read."""
    with transaction.atomic():
        hook = _locked(viewer, webhook_id)
        changes = write(hook, to_write(hook, values, version, seen))
        if changes:
            _emit(WebhookChanged(webhook_id=hook.pk), hook, viewer, changes)
    return hook


@transaction.atomic
def renew_webhook_secret(*, viewer: Viewer, webhook_id: int, version: int | None = None) -> Made:
    """Give it another secret; for a day both sign, so that the receiver can change over."""
    hook = _locked(viewer, webhook_id)
    refuse_touched(hook, ["secret"], version)
    secret = new_secret()
    hook.old_secret, hook.old_until = hook.secret, timezone.now() + OVERLAP
    hook.secret = sealed_webhook(secret)
    hook.touch(["secret"])
    hook.save(update_fields=["secret", "old_secret", "old_until", "version", "touched"])
    event = WebhookSecretRenewed(webhook_id=hook.pk, old_until=hook.old_until)
    _emit(event, hook, viewer, {"secret": told(hook.old_secret, hook.secret)})
    return Made(hook, secret)


@transaction.atomic
def switch_webhook_off(*, viewer: Viewer, webhook_id: int, version: int | None = None) -> Webhook:
    """Send nothing more; what waits stays."""
    hook = _locked(viewer, webhook_id)
    refuse_touched(hook, ["is_on"], version, {"is_on": False})
    return switched_off(hook, OffReason.PERSON, viewer)


@transaction.atomic
def switch_webhook_on(*, viewer: Viewer, webhook_id: int, version: int | None = None) -> Webhook:
    """Send again, also what happened meanwhile, up to seven days back."""
    hook = _locked(viewer, webhook_id)
    refuse_touched(hook, ["is_on"], version, {"is_on": True})
    changes = write(hook, {"is_on": True, "off_reason": ""})
    if changes:
        long_ago = Event.objects.filter(at__lt=timezone.now() - CAUGHT_UP)
        Webhook.objects.filter(pk=hook.pk).update(
            after=max(hook.after, long_ago.aggregate(last=Max("seq"))["last"] or 0),
            failures=0,
            failing_since=None,
            paused_until=None,
        )
        _emit(WebhookSwitchedOn(webhook_id=hook.pk), hook, viewer, changes)
    return hook


@transaction.atomic
def remove_webhook(*, viewer: Viewer, webhook_id: int, version: int | None = None) -> Webhook:
    """Take it away for good, with its secrets; what waits is never sent.

    Its log stays as long as that of others. Refuses (Clash) when others changed it since the
    version: they may have given it new work.
    """
    hook = _locked(viewer, webhook_id)
    refuse_touched(hook, FIELDS_OF_WORK, version)
    now = timezone.now()
    changes = write(hook, {"is_on": False, "off_reason": "", "removed_at": now})
    waiting = hook.sendings.filter(state=WebhookSending.State.WAITING)
    waiting.update(state=WebhookSending.State.WITHHELD)
    Webhook.objects.filter(pk=hook.pk).update(secret="", old_secret="", old_until=None)
    _emit(WebhookRemoved(webhook_id=hook.pk), hook, viewer, changes)
    return hook


def switched_off(hook: Webhook, reason: OffReason, by: Viewer) -> Webhook:
    """Off, by a person or by rule; within a transaction."""
    if hook.is_on:
        changes = write(hook, {"is_on": False, "off_reason": reason.value})
        _emit(WebhookSwitchedOff(webhook_id=hook.pk, reason=reason), hook, by, changes)
    return hook


def _now() -> int:
    """The last seq: a new webhook is not told of what was before it."""
    return Event.objects.aggregate(last=Max("seq"))["last"] or 0


def _locked(viewer: Viewer, webhook_id: int) -> Webhook:
    webhook_by(viewer, webhook_id)
    return webhooks_for(viewer).select_for_update().get(pk=webhook_id)


def _emit(event: WebhookEvent, hook: Webhook, viewer: Viewer, changes: Changes) -> None:
    capacity = "" if viewer is HOUSE else str(Role.ADMINISTRATOR)
    emit(event, about=hook, unit_id=hook.unit_id, by=viewer, capacity=capacity, changes=changes)


def _read(viewer: Viewer, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values as columns; refuses with a reason for each field."""
    readers = {"name": _name, "address": _address, "kinds": _kinds}
    wrong: dict[str, Words] = {}
    values: dict[str, Any] = {}
    for field, value in given.items():
        try:
            if field == "unit":
                values["unit_id"] = _unit(viewer, value)
            else:
                values[field] = readers[field](value)
        except Invalid as error:
            wrong |= error.fields
        except ValidationError as error:
            wrong[field] = error.messages[0]
        except Refused as error:
            wrong[field] = error.words
    if wrong:
        raise Invalid(wrong)
    return values


def _name(text: str) -> str:
    name = clean(text)
    if not name or len(name) > NAME_LENGTH or "\n" in name:
        raise Refused(_("Give it a name of up to 100 characters, such as that of the program."))
    return name


def _unit(viewer: Viewer, key: str) -> int:
    unit = unit_named(str(key))
    if viewer is not HOUSE and unit.id not in viewer.units_as(Role.ADMINISTRATOR):
        raise Refused(_("You are no administrator of this unit. Choose one of yours."))
    return unit.id


def _kinds(names: Collection[str]) -> list[str]:
    known = feed_events()
    if unknown := sorted(set(names) - set(known)):
        raise Refused(_("There is no kind of event called %(name)s.") % {"name": unknown[0][:60]})
    return [name for name in known if name in names]


def _address(text: str) -> str:
    """The address as it is kept; looked up, so that a slip of the pen shows at once."""
    address = clean(text)
    if len(address) > ADDRESS_LENGTH or any(c.isspace() for c in address):
        raise Refused(_("Write an address of up to 500 characters without spaces."))
    try:
        parts = urlsplit(address)
        port = port_of(parts) if parts.hostname else 0
    except (ValueError, KeyError):
        port = 0
    if not port:
        raise Refused(_("Write a whole address, such as https://example.gr/pindos."))
    if "@" in parts.netloc or parts.fragment:
        raise Refused(_("Write the address without user name, password or #: it is no secret."))
    try:
        addresses_of(address, WEBHOOK_NETWORKS.now())
    except NotCalled as error:
        raise Refused(_why_not(error, is_secure=parts.scheme == "https")) from error
    return address


def _why_not(error: NotCalled, *, is_secure: bool) -> str:
    words = str(error.fault.label) % {"detail": error.detail}
    if is_secure:
        return words
    return words + " " + _("By http only receivers inside such a network are called.")

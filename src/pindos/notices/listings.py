"""The lists of notices: what one has been told, the fate of every mail, and the webhooks."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.kernel.filtering import (
    Choice,
    Column,
    Listing,
    Moment,
    Number,
    Option,
    Text,
    YesNo,
    choice,
    register,
)
from pindos.kernel.naming import event_called
from pindos.notices.models import Sending, WebhookSending
from pindos.notices.queries import (
    UNREAD_FIRST,
    keeps_webhooks,
    notices_for,
    sendings_for,
    webhook_kinds,
    webhook_sendings_for,
    webhooks_for,
)
from pindos.notices.terms import PING, kind_called, kinds
from pindos.organisation.queries import (
    administration_held,
    name_of_unit,
    person_kind,
    unit_kind,
)
from pindos.organisation.terms import Role


def _kinds(viewer: Viewer) -> list[Option]:
    return [Option(key, kind.label, (key,)) for key, kind in kinds().items()]


def _keeps_the_mail(viewer: Viewer) -> bool:
    return administration_held(viewer, Role.ADMINISTRATOR) is not None


def _events(viewer: Viewer) -> list[Option]:
    every: dict[str, str | Promise] = {PING: _("Test"), **webhook_kinds()}
    return [Option(name, words, (name,)) for name, words in every.items()]


def event_of(row: Any) -> str:
    """What the event of a sending is called."""
    return str(_("Test")) if row.event == PING else event_called(row.event)


NOTICES = register(
    Listing(
        key="notices",
        label=_("Notices"),
        columns=(
            Column("title", _("Title"), Text(is_small=True), "title", ("title",)),
            Column("text", _("Text"), Text(is_small=True), "text"),
            Column(
                "kind",
                _("Kind"),
                Choice(_kinds),
                "kind",
                ("kind",),
                lambda row: str(kind_called(row.kind).label),
            ),
            Column("about", pgettext_lazy("mail", "About"), Text(), "about", ("about",)),
            Column("at", _("When"), Moment(), "at", ("at",)),
            Column("read", pgettext_lazy("notice", "Read"), YesNo(), "is_read", ("is_read",)),
            Column("read_at", _("Read at"), Moment(), "read_at", ("read_at",)),
        ),
        rows=notices_for,
        order=UNREAD_FIRST,
        page="notices:notice-list",
        shown=("title", "at", "read"),
        address=lambda row: row.url,
    )
)

SENDINGS = register(
    Listing(
        key="sendings",
        label=_("Delivery log"),
        columns=(
            Column(
                "person",
                pgettext_lazy("mail", "To"),
                person_kind(),
                "notice__person",
                ("notice__person__family_name", "notice__person__given_name"),
                lambda row: row.to,
            ),
            Column("address", pgettext_lazy("mail", "Address"), Text(), "address", ("address",)),
            Column("channel", _("Channel"), Text(), "channel", ("channel",)),
            Column(
                "kind",
                _("Kind"),
                Choice(_kinds),
                "notice__kind",
                ("notice__kind",),
                lambda row: str(kind_called(row.notice.kind).label) if row.notice else None,
            ),
            Column("notice", _("Number of the notice"), Number(), "notice_id", ("notice_id",)),
            Column(
                "state", pgettext_lazy("mail", "Fate"), choice(Sending.State), "state", ("state",)
            ),
            Column("tries", _("Tries"), Number(), "attempts", ("attempts",)),
            Column("next", _("Next try"), Moment(), "next_try_at", ("next_try_at",)),
            Column("sent", pgettext_lazy("mail", "Sent at"), Moment(), "sent_at", ("sent_at",)),
            Column(
                "why", _("What the other side said"), Text(), "last_error", get=lambda row: row.why
            ),
        ),
        rows=sendings_for,
        order=("-id",),
        page="notices:sending-list",
        shown=("person", "kind", "state", "sent"),
        is_open_to=_keeps_the_mail,
        related=("notice__person", "outside"),
        is_guarded=True,
    )
)

WEBHOOKS = register(
    Listing(
        key="webhooks",
        label=_("Webhooks"),
        columns=(
            Column("name", _("Name"), Text(is_small=True), "name", ("name",)),
            Column(
                "address",
                pgettext_lazy("URL", "Address"),
                Text(is_small=True),
                "address",
                ("address",),
            ),
            Column(
                "unit",
                _("Unit"),
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit),
            ),
            Column("on", pgettext_lazy("webhook", "On"), YesNo(), "is_on", ("is_on",)),
            Column(
                "keeper",
                _("Kept by"),
                person_kind(),
                "keeper",
                ("keeper__family_name", "keeper__given_name"),
                lambda row: row.keeper.name if row.keeper else None,
            ),
            Column("failures", _("Failures in a row"), Number(), "failures", ("failures",)),
            Column("received", _("Last received"), Moment(), "received_at", ("received_at",)),
            Column("made", _("Added"), Moment(), "made_at", ("made_at",)),
        ),
        rows=webhooks_for,
        order=("name", "id"),
        page="notices:webhook-list",
        shown=("name", "unit", "on", "received"),
        is_open_to=keeps_webhooks,
        related=("unit", "keeper"),
        address=lambda row: reverse("notices:webhook-show", args=[row.pk]),
        is_guarded=True,
    )
)

WEBHOOK_SENDINGS = register(
    Listing(
        key="webhook-sendings",
        label=_("Log of webhooks"),
        columns=(
            Column(
                "webhook",
                _("Webhook"),
                Text(is_small=True),
                "webhook__name",
                ("webhook__name",),
                lambda row: row.webhook.name,
            ),
            Column("number", _("Number of the webhook"), Number(), "webhook_id", ("webhook_id",)),
            Column("event", _("Event"), Choice(_events), "event", ("event",), event_of),
            Column("seq", _("Number of the event"), Number(), "seq", ("seq",)),
            Column(
                "state",
                pgettext_lazy("webhook", "Fate"),
                choice(WebhookSending.State),
                "state",
                ("state",),
            ),
            Column("tries", _("Tries"), Number(), "tries", ("tries",)),
            Column("status", _("HTTP status"), Number(), "status", ("status",)),
            Column("took", _("Milliseconds"), Number(), "took", ("took",)),
            Column("made", pgettext_lazy("webhook", "Since"), Moment(), "made_at", ("made_at",)),
            Column("tried", _("Last try"), Moment(), "tried_at", ("tried_at",)),
            Column("next", _("Next try"), Moment(), "next_try_at", ("next_try_at",)),
            Column("answer", _("Answer"), Text(), "answer"),
            Column("why", _("What went wrong"), Text(), "detail", get=lambda row: row.why),
        ),
        rows=webhook_sendings_for,
        order=("-id",),
        page="notices:webhook-sending-list",
        shown=("webhook", "event", "state", "status", "tried"),
        is_open_to=keeps_webhooks,
        related=("webhook",),
        is_guarded=True,
    )
)

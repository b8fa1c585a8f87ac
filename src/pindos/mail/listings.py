"""The lists of mail: every message with its fate, the mailboxes, and blocked senders."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.filtering import Column, Listing, Moment, Number, Text, YesNo, choice, register
from pindos.mail.queries import (
    arrivals_for,
    blocked_for,
    dead_for,
    keeps_mail,
    mailboxes_for,
    reads_mail,
)
from pindos.mail.terms import Answer, Fate, Source, Why
from pindos.organisation.queries import name_of_unit, unit_kind

ARRIVALS = register(
    Listing(
        key="arrivals",
        label=_("Incoming mail"),
        columns=(
            Column("at", _("Came"), Moment(), "at", ("at",)),
            Column("sender", _("Sender"), Text(), "sender", ("sender",)),
            Column("name", _("Name"), Text(), "sender_name"),
            Column("subject", _("Subject"), Text(), "subject", ("subject",)),
            Column("fate", pgettext_lazy("mail", "Fate"), choice(Fate), "fate", ("fate",)),
            Column("why", _("Why"), choice(Why), "why", ("why",), lambda row: row.reason),
            Column("answer", _("Answer to the sender"), choice(Answer), "answer", ("answer",)),
            Column(
                "mailbox",
                _("Mailbox"),
                Text(),
                "mailbox__address",
                ("mailbox__address",),
                lambda row: row.mailbox.address if row.mailbox else None,
            ),
            Column("source", _("By which way"), choice(Source), "source", ("source",)),
            Column("size", _("Bytes"), Number(), "size", ("size",)),
            Column("copies", _("Copies"), Number(), "copies", ("copies",)),
            Column("sent", _("Written"), Moment(), "sent_at", ("sent_at",)),
            Column("settled", _("Decided"), Moment(), "settled_at", ("settled_at",)),
        ),
        rows=arrivals_for,
        order=("-id",),
        page="mail:arrival-list",
        shown=("at", "sender", "subject", "fate", "answer"),
        is_open_to=reads_mail,
        related=("mailbox",),
        address=lambda row: reverse("mail:arrival-show", args=[row.pk]),
        is_guarded=True,
    )
)
MAILBOXES = register(
    Listing(
        key="mailboxes",
        label=_("Mailboxes"),
        columns=(
            Column("address", _("Address"), Text(is_small=True), "address", ("address",)),
            Column(
                "unit",
                _("Unit"),
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit),
            ),
            Column("host", _("Server"), Text(is_small=True), "host", ("host",)),
            Column("on", pgettext_lazy("mailbox", "On"), YesNo(), "is_on", ("is_on",)),
            Column("looked", _("Last read"), Moment(), "looked_at", ("looked_at",)),
            Column("arrived", _("Last message"), Moment(), "arrived_at", ("arrived_at",)),
            Column("taken", _("Messages taken in"), Number(), "taken", ("taken",)),
            Column(
                "trouble",
                _("Trouble"),
                Text(is_small=True),
                "trouble",
                get=lambda row: row.trouble_said,
            ),
        ),
        rows=mailboxes_for,
        order=("address", "id"),
        page="mail:mailbox-list",
        shown=("address", "unit", "on", "looked", "taken"),
        is_open_to=keeps_mail,
        related=("unit",),
        address=lambda row: reverse("mail:mailbox-set", args=[row.pk]),
        is_guarded=True,
    )
)
BLOCKED = register(
    Listing(
        key="blocked-senders",
        label=_("Blocked senders"),
        columns=(
            Column("address", _("Address"), Text(is_small=True), "address", ("address",)),
            Column("reason", _("Reason"), Text(is_small=True), "reason"),
            Column("at", _("Since"), Moment(), "at", ("at",)),
        ),
        rows=blocked_for,
        order=("address", "id"),
        page="mail:sender-list",
        shown=("address", "reason", "at"),
        is_open_to=keeps_mail,
        is_guarded=True,
    )
)
DEAD = register(
    Listing(
        key="dead-addresses",
        label=_("Addresses that take no letters"),
        columns=(
            Column("address", _("Address"), Text(is_small=True), "address", ("address",)),
            Column("status", _("Status"), Text(is_small=True), "status", ("status",)),
            Column("words", _("What the other side said"), Text(is_small=True), "words"),
            Column("at", _("Since"), Moment(), "at", ("at",)),
        ),
        rows=dead_for,
        order=("address", "id"),
        page="mail:dead-list",
        shown=("address", "status", "at"),
        is_open_to=keeps_mail,
        is_guarded=True,
    )
)

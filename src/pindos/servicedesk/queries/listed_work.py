"""Lists of the desk's work: referrals, tasks, ready texts, acts on many tickets.

All of it is internal: whoever only asked finds nothing in any of them.
"""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
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
from pindos.organisation.queries import name_of_unit, person_kind, unit_kind
from pindos.organisation.rights import units_seen_by
from pindos.servicedesk.queries.bulk import bulk_acts_for
from pindos.servicedesk.queries.referrals import legs_for, referral_ways
from pindos.servicedesk.queries.reply_templates import reply_templates_for
from pindos.servicedesk.queries.tasks import tasks_for
from pindos.servicedesk.terms import BulkState, Outcome, State

WAYS: dict[str, Promise] = {
    "": pgettext_lazy("referrals", "All open"),
    "in": _("Came to us"),
    "new": _("Not accepted yet"),
    "out": _("Sent by us"),
    "back": pgettext_lazy("referrals", "Came back"),
    "ended": pgettext_lazy("referrals", "Ended"),
}
VERBS: dict[str, Promise] = {
    "take": _("Take it"),
    "assign": _("Assign"),
    "priority": _("Set the priority"),
    "reply": _("Reply"),
    "note": _("Internal note"),
    "resolve": _("It is solved"),
    "move": _("Move it"),
    "merge": _("Merge into another one"),
}


def reads_the_desk(viewer: Viewer) -> bool:
    """Whether somebody sees the tickets of others, and so the work on them."""
    return bool(units_seen_by(viewer))


def _ways(viewer: Viewer) -> list[Option]:
    def asked(key: str) -> Option:
        return Option(
            key or "open", WAYS[key], asks=lambda viewer, now: referral_ways(viewer)[key]
        )

    return [asked(key) for key in WAYS]


def _verbs(viewer: Viewer) -> list[Option]:
    return [Option(verb, label, (verb,)) for verb, label in VERBS.items()]


def _late(viewer: Viewer, now: datetime) -> Q:
    return Q(done_at__isnull=True, due_at__isnull=False, due_at__lte=now)


def _is_late(row: Any) -> bool:
    return row.done_at is None and row.due_at is not None and row.due_at <= timezone.now()


def _done(viewer: Viewer, now: datetime) -> Q:
    return Q(done_at__isnull=False)


def _name(person: Any) -> str | None:
    return person.name if person else None


def _of_ticket() -> tuple[Column, ...]:
    """The columns of the ticket that a row belongs to."""
    return (
        Column("number", _("Number"), Text(), "ticket__number", ("ticket__number",)),
        Column("ticket", _("Ticket"), Text(), "ticket__title", ("ticket__title",)),
        Column("state", _("State"), choice(State), "ticket__state", ("ticket__state",)),
        Column(
            "answers",
            _("Responsible unit"),
            unit_kind(),
            "ticket__unit",
            ("ticket__unit__name_el",),
            lambda row: name_of_unit(row.ticket.unit),
        ),
        Column(
            "requester",
            _("Requester"),
            person_kind(),
            "ticket__requester",
            ("ticket__requester__family_name", "ticket__requester__given_name"),
            lambda row: _name(row.ticket.requester),
        ),
    )


def _page_of_ticket(row: Any) -> str:
    return reverse("servicedesk:ticket-show", args=[row.ticket.number])


REFERRALS = register(
    Listing(
        key="referrals",
        label=_("Referrals"),
        columns=(
            *_of_ticket(),
            Column("way", _("Which way"), Choice(_ways), is_shown=False),
            Column(
                "from",
                _("Who asked"),
                unit_kind(),
                "from_unit",
                ("from_unit__name_el",),
                lambda row: name_of_unit(row.from_unit),
            ),
            Column(
                "unit",
                _("Who was asked"),
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit),
            ),
            Column(
                "owner",
                _("Who has it there"),
                person_kind(),
                "owner",
                ("owner__family_name", "owner__given_name"),
                lambda row: _name(row.owner),
            ),
            Column("began", _("Began"), Moment(), "began_at", ("began_at",)),
            Column("accepted", _("Accepted"), Moment(), "accepted_at", ("accepted_at",)),
            Column(
                "ended", pgettext_lazy("referral", "Ended"), Moment(), "ended_at", ("ended_at",)
            ),
            Column("outcome", _("How it ended"), choice(Outcome), "outcome", ("outcome",)),
            Column("reason", _("Reason"), Text(is_small=True), "reason"),
        ),
        rows=legs_for,
        order=("-id",),
        page="servicedesk:referral-list",
        shown=("ticket", "state", "began", "owner"),
        is_open_to=reads_the_desk,
        related=("ticket__unit", "ticket__requester", "from_unit", "unit", "owner"),
        address=_page_of_ticket,
    )
)

TASKS = register(
    Listing(
        key="tasks",
        label=_("Tasks"),
        columns=(
            Column("title", _("Task"), Text(is_small=True), "title", ("title",)),
            Column("group", _("Checklist"), Text(), "group", ("group",)),
            *_of_ticket(),
            Column(
                "who",
                _("Who does it"),
                person_kind(),
                "who",
                ("who__family_name", "who__given_name"),
                lambda row: _name(row.who),
            ),
            Column("due", _("Until when"), Moment(), "due_at", ("due_at",)),
            Column("late", _("Late"), YesNo(_late), get=_is_late),
            Column("done", _("Is done"), YesNo(_done), get=lambda row: row.done_at is not None),
            Column("done_at", _("Done on"), Moment(), "done_at", ("done_at",)),
            Column(
                "done_by",
                _("Done by"),
                person_kind(),
                "done_by",
                ("done_by__family_name", "done_by__given_name"),
                lambda row: _name(row.done_by),
            ),
        ),
        rows=tasks_for,
        order=("due_at", "id"),
        page="servicedesk:task-list",
        shown=("title", "ticket", "who", "due"),
        is_open_to=reads_the_desk,
        related=("ticket__unit", "ticket__requester", "who", "done_by"),
        address=lambda row: f"{_page_of_ticket(row)}#tasks",
    )
)

REPLY_TEMPLATES = register(
    Listing(
        key="reply-templates",
        label=_("Ready texts"),
        columns=(
            Column("name", _("Name"), Text(is_small=True), "name", ("name",)),
            Column("text", _("Text"), Text(is_small=True), "text"),
            Column(
                "unit",
                _("Who uses it"),
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit) or str(_("Everybody")),
            ),
            Column("retired", _("Retired"), YesNo(), "is_retired", ("is_retired",)),
            Column("version", _("Version"), Number(), "version", ("version",)),
        ),
        rows=reply_templates_for,
        order=("name", "id"),
        page="servicedesk:reply-template-list",
        shown=("name", "unit"),
        is_open_to=reads_the_desk,
        related=("unit",),
        address=lambda row: reverse("servicedesk:reply-template-show", args=[row.pk]),
    )
)

BULK_ACTS = register(
    Listing(
        key="bulk-acts",
        label=_("Bulk acts"),
        columns=(
            Column(
                "verb",
                _("What was done"),
                Choice(_verbs),
                "verb",
                ("verb",),
                lambda row: str(VERBS.get(row.verb, row.verb)),
            ),
            Column(
                "person",
                _("Who"),
                person_kind(is_ever_nobody=False),
                "person",
                ("person__family_name", "person__given_name"),
                lambda row: row.person.name,
            ),
            Column(
                "unit",
                _("Unit"),
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit),
            ),
            Column("state", _("State"), choice(BulkState), "state", ("state",)),
            Column("at", _("When"), Moment(), "made_at", ("made_at",)),
            Column("undone", _("Undone on"), Moment(), "undone_at", ("undone_at",)),
        ),
        rows=bulk_acts_for,
        order=("-id",),
        page="servicedesk:bulk-act-list",
        shown=("verb", "state", "at"),
        is_open_to=reads_the_desk,
        related=("person", "unit"),
        address=lambda row: reverse("servicedesk:bulk-act-show", args=[row.pk]),
    )
)

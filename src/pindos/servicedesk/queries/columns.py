"""The columns of tickets: what a list of them can be filtered, sorted and exported by."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.inventory.queries import asset_kind
from pindos.kernel.access import Viewer
from pindos.kernel.filtering import Choice, Column, Moment, Named, Option, Text, WordsOf, YesNo
from pindos.organisation.queries import (
    name_of_unit,
    person_kind,
    prefecture_kind,
    site_kind,
    unit_kind,
)
from pindos.organisation.rights import units_seen_by, units_worked_by
from pindos.records.queries import number_typed, records_of
from pindos.records.terms import Part
from pindos.servicedesk.models import Approval, Ticket
from pindos.servicedesk.queries.catalogue import (
    categories_offered,
    find_categories,
    name_of_category,
)
from pindos.servicedesk.queries.columns_of_mail import (
    ANY_FORM,
    MAIL_COLUMNS,
    WORDS_HELD,
    title_holds,
)
from pindos.servicedesk.queries.happened import Happened
from pindos.servicedesk.queries.tickets import of_units
from pindos.servicedesk.rules import is_late, standing_of
from pindos.servicedesk.terms import OPEN, Began, Impact, Priority, Standing, State, Urgency


def late_at(now: datetime) -> Q:
    """Tickets that are open for longer than their goal."""
    return Q(state__in=OPEN, late_at__isnull=False, late_at__lte=now)


def _late(viewer: Viewer, now: datetime) -> Q:
    return late_at(now)


def _in_queue(viewer: Viewer, now: datetime) -> Q:
    units = units_worked_by(viewer)
    return Q(state__in=OPEN) & (Q(unit__in=units) | Q(with_unit__in=units))


def _inside(viewer: Viewer, now: datetime) -> Q:
    return of_units(viewer)


def _watched(viewer: Viewer, now: datetime) -> Q:
    if viewer.person_id is None:
        return Q(pk__in=[])
    return Q(record__in=records_of(viewer.person_id, Part.WATCHER, Part.FOLLOWER))


def _waits_for_approval(viewer: Viewer, now: datetime) -> Q:
    return Q(pk__in=Approval.objects.filter(decision="").values("ticket"))


def _ours(viewer: Viewer, now: datetime) -> Q:
    return Q(unit__in=units_seen_by(viewer))


def _by_number(text: str) -> Q | None:
    number = number_typed(text)
    return Q(number=number) if number else None


def _states(viewer: Viewer) -> list[Option]:
    options = [Option(state.value, state.label, (state.value,)) for state in State]
    return [Option("open", _("Open"), tuple(state.value for state in OPEN)), *options]


def _ranked(choices: type[Impact] | type[Urgency]) -> list[Option]:
    return [Option(each.value, each.label, (each.value,)) for each in choices]


def _priorities(viewer: Viewer) -> list[Option]:
    return [Option(each.name.lower(), each.label, (each.value,)) for each in Priority]


def _deadlines(viewer: Viewer) -> list[Option]:
    def missed(viewer: Viewer, now: datetime) -> Q:
        return late_at(now)

    def risk(viewer: Viewer, now: datetime) -> Q:
        return Q(state__in=OPEN, late_at__gt=now, late_at__isnull=False) & Q(
            risk_at__isnull=False, risk_at__lte=now
        )

    def time(viewer: Viewer, now: datetime) -> Q:
        has_left = Q(risk_at__isnull=True) | Q(risk_at__gt=now)
        return Q(state__in=OPEN, late_at__isnull=False, late_at__gt=now) & has_left

    def none(viewer: Viewer, now: datetime) -> Q:
        return ~Q(state__in=OPEN) | Q(late_at__isnull=True)

    asks = {
        Standing.MISSED: missed,
        Standing.RISK: risk,
        Standing.TIME: time,
        Standing.NONE: none,
    }
    return [Option(each.value, each.label, asks=asks[each]) for each in Standing]


def _deadline_of(ticket: Ticket) -> str:
    now = timezone.now()
    return str(standing_of(ticket.state, ticket.late_at, ticket.risk_at, now).label)


def _referrals(viewer: Viewer) -> list[Option]:
    def out(viewer: Viewer, now: datetime) -> Q:
        return Q(state=State.REFERRED, unit__in=units_seen_by(viewer))

    def into(viewer: Viewer, now: datetime) -> Q:
        return Q(state=State.REFERRED, with_unit__in=units_seen_by(viewer))

    def both(viewer: Viewer, now: datetime) -> Q:
        return Q(state=State.REFERRED)

    return [
        Option("out", _("Sent by us"), asks=out),
        Option("in", _("Came to us"), asks=into),
        Option("any", pgettext_lazy("referrals", "In any direction"), asks=both),
    ]


def _name_of(person: str) -> tuple[str, str]:
    return f"{person}__family_name", f"{person}__given_name"


def _is_late(ticket: Ticket) -> bool:
    return is_late(ticket.state, ticket.late_at, timezone.now())


TICKET_COLUMNS = (
    Column("number", _("Number"), Text(), "number", ("number",)),
    Column("title", _("Title"), Text(holds=title_holds), "title", ("title",), hint=ANY_FORM),
    WORDS_HELD,
    Column(
        "text",
        _("Words or number"),
        WordsOf(folded="search_text", find=_by_number),
        is_shown=False,
    ),
    Column("state", _("State"), Choice(_states), "state", ("state", "-priority", "id")),
    Column(
        "priority",
        _("Priority"),
        Choice(_priorities, is_ordered=True),
        "priority",
        ("priority",),
    ),
    Column(
        "impact",
        _("Whom it hinders"),
        Choice(lambda viewer: _ranked(Impact), is_ordered=True),
        "impact",
        ("impact", "-priority", "id"),
    ),
    Column(
        "urgency",
        _("How much it hinders"),
        Choice(lambda viewer: _ranked(Urgency), is_ordered=True),
        "urgency",
        ("urgency", "-priority", "id"),
    ),
    Column(
        "unit",
        _("Responsible unit"),
        unit_kind(),
        "unit",
        ("unit__name_el",),
        lambda ticket: name_of_unit(ticket.unit),
    ),
    Column(
        "with_unit",
        _("Unit that has the work"),
        unit_kind(),
        "with_unit",
        ("with_unit__name_el",),
        lambda ticket: name_of_unit(ticket.with_unit),
    ),
    Column(
        "prefecture",
        _("Prefecture"),
        prefecture_kind(),
        "prefecture",
        ("prefecture__name_el",),
        lambda ticket: ticket.prefecture.name_el,
    ),
    Column(
        "site",
        pgettext_lazy("building", "Site"),
        site_kind(),
        "site",
        ("site__name_el",),
        lambda ticket: ticket.site.name_el if ticket.site else None,
    ),
    Column(
        "requester",
        _("Requester"),
        person_kind(),
        "requester",
        _name_of("requester"),
        lambda ticket: ticket.requester.name if ticket.requester else None,
    ),
    Column(
        "assignee",
        _("Assignee"),
        person_kind(),
        "assignee",
        _name_of("assignee"),
        lambda ticket: ticket.assignee.name if ticket.assignee else None,
    ),
    Column(
        "category",
        _("Category"),
        Named(
            find_categories,
            words=(("none", pgettext_lazy("category", "none")),),
            offers=categories_offered,
        ),
        "category",
        ("category__by_name",),
        name_of_category,
    ),
    Column("asset", _("Equipment"), asset_kind(), "asset", is_shown=False),
    Column("opened", pgettext_lazy("ticket", "Opened"), Moment(), "opened_at", ("opened_at",)),
    Column("since", _("In this state since"), Moment(), "state_since", ("state_since",)),
    Column("due", _("Late from"), Moment(), "late_at", ("late_at",)),
    Column("late", _("Late"), YesNo(_late), get=_is_late),
    Column("answer_due", _("First answer by"), Moment(), "answer_due_at", ("answer_due_at",)),
    Column("solve_due", _("Solution by"), Moment(), "solve_due_at", ("solve_due_at",)),
    Column("deadline", _("Deadline"), Choice(_deadlines), "", ("late_at",), _deadline_of),
    Column("solved", _("Solved"), Moment(), "solved_at", ("solved_at",)),
    Column("closed", _("Closed"), Moment(), "closed_at", ("closed_at",)),
    *MAIL_COLUMNS,
    Column("referred", _("Referred"), Happened(began_by=Began.REFERRED), is_shown=False),
    Column("reopened", _("Reopened"), Happened(began_by=Began.REOPENED), is_shown=False),
    Column("ours", _("My units answer for it"), YesNo(_ours), is_shown=False),
    Column("queue", _("In my queue"), YesNo(_in_queue), is_shown=False),
    Column("inside", _("Seen as the service"), YesNo(_inside), is_shown=False),
    Column("approval", _("Waits for an approval"), YesNo(_waits_for_approval), is_shown=False),
    Column("watched", _("I watch it"), YesNo(_watched), is_shown=False),
    Column("referral", _("Referral"), Choice(_referrals), is_shown=False),
)

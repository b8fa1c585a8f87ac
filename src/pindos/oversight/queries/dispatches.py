"""What is sent each month: for those who read the work of the unit."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.clocks.queries import calendar_at
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.filtering import Column, Listing, YesNo, choice, register
from pindos.kernel.filtering.days import months_on
from pindos.kernel.ids import possible_id
from pindos.notices.queries import fates_of_letters
from pindos.organisation.queries import (
    PersonFacts,
    UnitFacts,
    heads_of,
    name_of_unit,
    person_kind,
    unit_facts,
    unit_kind,
    units_by_id,
    workers_of,
)
from pindos.organisation.rights import ANYWHERE_BELOW, units_seen_by
from pindos.oversight.models import Dispatch, Dispatched, Report
from pindos.oversight.terms import ReportState, Sent, What, Why

MOST_SHOWN = 24  # months of the log on the page of one


class Line(NamedTuple):
    """One month of the log; ``letter`` is what became of the mail itself, ``report_id`` the
    report that hung on it, 0 for none."""

    row: Dispatched
    letter: str
    why: str
    report_id: int


def right_to_dispatch(viewer: Viewer, unit_id: int) -> str:
    """The role by which somebody says who gets what of a unit; empty when they may not."""
    return viewer.capacity_over(unit_id, ANYWHERE_BELOW)


def units_dispatched_by(viewer: Viewer) -> list[UnitFacts]:
    """The units for which the viewer may say who gets what, by name."""
    mine = {unit for unit in units_seen_by(viewer) if right_to_dispatch(viewer, unit)}
    found = [unit for unit in units_by_id(mine).values() if workers_of(unit.id)]
    return sorted(found, key=lambda unit: unit.name)


def people_of(unit_id: int) -> list[PersonFacts]:
    """Who may get it: those who work in the unit, and its heads."""
    found = {each.id: each for each in [*workers_of(unit_id), *heads_of(unit_id)]}
    return sorted(found.values(), key=lambda each: each.name)


def dispatches_for(viewer: Viewer) -> QuerySet[Dispatch]:
    """What is sent of the units whose work the viewer reads."""
    return Dispatch.objects.filter(unit__in=units_seen_by(viewer))


def dispatch_by(viewer: Viewer, dispatch_id: int) -> Dispatch:
    """One of them; NotFound when it is not theirs to see."""
    rows = dispatches_for(viewer).select_related("view", "person", "unit")
    found = rows.filter(pk=possible_id(dispatch_id)).first()
    if found is None:
        raise NotFound
    return found


def key_of(dispatch: Dispatch, month: date) -> str:
    """The name of the notice of a month."""
    return f"dispatch:{dispatch.pk}:{month:%Y-%m}"


def log_of(dispatch: Dispatch) -> list[Line]:
    """What came of it, the newest month first, with the fate of each letter."""
    rows = list(Dispatched.objects.filter(dispatch=dispatch).order_by("-month")[:MOST_SHOWN])
    letters = fates_of_letters(key_of(dispatch, row.month) for row in rows)
    reports = _reports_of(dispatch) if dispatch.what == What.REPORT else {}
    return [
        Line(
            row,
            letters.get(key_of(dispatch, row.month), ""),
            str(Why(row.why).label) if row.why else "",
            reports.get(months_on(row.month, -1), 0) if row.fate == Sent.SENT else 0,
        )
        for row in rows
    ]


def _reports_of(dispatch: Dispatch) -> dict[date, int]:
    """The reports of its unit that are made, by their month: each goes out in the next one."""
    made = Report.objects.filter(unit=dispatch.unit_id, state=ReportState.MADE)
    return dict(made.values_list("month", "pk"))


def first_workday(unit_id: int, today: date) -> date:
    """The first working day of the month at the place of a unit, by its own holidays."""
    calendar = calendar_at(unit_facts(unit_id).prefecture_id)
    days = (today.replace(day=day) for day in range(1, 29))
    return next((day for day in days if calendar.is_workday(day)), today.replace(day=28))


def is_waiting(dispatch: Dispatch, now: datetime) -> bool:
    """Whether the first working day has come, and it was wanted by then."""
    today = timezone.localdate(now)
    first = first_workday(dispatch.unit_id, today)
    return timezone.localdate(dispatch.on_since) <= first <= today


def _reads(viewer: Viewer) -> bool:
    return bool(units_seen_by(viewer))


DISPATCHES = register(
    Listing(
        key="dispatches",
        label=_("Sent each month"),
        columns=(
            Column(
                "person",
                _("Who gets it"),
                person_kind(is_ever_nobody=False),
                "person",
                ("person__family_name", "person__given_name"),
                lambda row: row.person.name,
            ),
            Column("what", _("What"), choice(What), "what", ("what",)),
            Column(
                "unit",
                _("Unit"),
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit),
            ),
            Column("on", _("Is sent"), YesNo(), "is_on", ("is_on",)),
        ),
        rows=dispatches_for,
        order=("unit__name_el", "id"),
        page="oversight:dispatch-list",
        shown=("person", "what", "unit", "on"),
        is_open_to=_reads,
        related=("person", "unit", "view"),
    )
)

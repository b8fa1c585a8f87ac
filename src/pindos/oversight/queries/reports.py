"""Reading the monthly reports: for those who oversee, of the units that they oversee."""

import re
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Post, Viewer
from pindos.kernel.errors import Forbidden, Invalid, NotFound
from pindos.organisation.queries import (
    UnitFacts,
    holidays_between,
    unit_facts,
    units,
    units_competent_everywhere,
)
from pindos.organisation.rights import units_seen_by
from pindos.organisation.terms import Competence, Role, UnitKind
from pindos.oversight.models import Report
from pindos.oversight.queries.overview import overseen
from pindos.servicedesk.queries import unit_tickets_for

MONTH = re.compile(r"(\d{4})-(\d{1,2})")
SATURDAY = 5


def overseeing(viewer: Viewer) -> list[UnitFacts]:
    """The units for which the viewer oversees; refuses (Forbidden) who does not."""
    found = overseen(viewer)
    if not found:
        raise Forbidden(_("The reports are for those who oversee all prefectures."))
    return found


def reports_for(viewer: Viewer) -> QuerySet[Report]:
    """The reports of the units that the viewer oversees, without their bytes."""
    return Report.objects.filter(unit__in=[unit.id for unit in overseen(viewer)]).defer("pdf")


def report_by(viewer: Viewer, report_id: int) -> Report:
    """One with its bytes; NotFound when it is not theirs to see."""
    found = Report.objects.filter(pk=min(report_id, 2**62)).first()
    if found is None or not reads_report(viewer, found.unit_id):
        raise NotFound
    return found


def reads_report(viewer: Viewer, unit_id: int) -> bool:
    """Whether somebody may read the reports of a unit.

    Those of a unit that oversees tell of all prefectures, and are for who oversees; those of
    every other unit tell of itself, and are for whoever reads its work.
    """
    if unit_id in _overseers():
        return unit_id in {unit.id for unit in overseen(viewer)}
    return unit_id in units_seen_by(viewer)


def _overseers() -> set[int]:
    return {unit.id for unit in units_competent_everywhere(Competence.OVERSEE)}


def month_read(text: str) -> date:
    """The first day of a month written 2026-10; refuses what is none, or has not begun."""
    found = MONTH.fullmatch(text.strip())
    try:
        month = date(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        month = None
    if month is None:
        raise Invalid({"month": _("Write the month so: 2026-10.")})
    if month > timezone.localdate() or month.year < 2000:
        raise Invalid({"month": _("There are no figures of this month.")})
    return month


def is_first_working_day_past(today: date) -> bool:
    """Whether a day of the month has come that is no weekend and no holiday of the State."""
    days = [today.replace(day=day) for day in range(1, today.day + 1)]
    off = holidays_between(days[0], today + timedelta(days=1))
    return any(day.weekday() < SATURDAY and day not in off for day in days)


def whole_administration(unit_id: int) -> tuple[Viewer, str]:
    """Somebody who sees all units of the administration to which a unit belongs, and its name."""
    home = unit_facts(unit_id).administration_id
    rows = list(units().filter(administration=home))
    name = next((row.name_el for row in rows if row.kind == UnitKind.ADMINISTRATION), "")
    return Viewer(reach=frozenset(Post(Role.AUDITOR, row.pk) for row in rows)), name


def oversees(unit_id: int) -> bool:
    """Whether a unit looks over all others of its administration."""
    return unit_id in _overseers()


def sees_for_report(unit_id: int) -> tuple[Viewer, str]:
    """Somebody who sees what the report of a unit tells, and the name that stands above it."""
    if oversees(unit_id):
        return whole_administration(unit_id)
    viewer = Viewer(reach=frozenset({Post(Role.AUDITOR, unit_id)}))
    return viewer, whole_administration(unit_id)[1]


def has_tickets(unit: UnitFacts) -> bool:
    """Whether anything was ever reported in the administration."""
    return unit_tickets_for(whole_administration(unit.id)[0]).exists()

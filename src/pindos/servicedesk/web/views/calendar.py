"""The calendar of due work."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.happenings import happenings
from pindos.kernel.web import Request
from pindos.organisation import queries as organisation
from pindos.organisation.rights import units_seen_by
from pindos.servicedesk.queries import due_for
from pindos.servicedesk.web.calendar import midnight, span_of, weeks_of
from pindos.servicedesk.web.who import reads

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


@login_required
@require_GET
def work_calendar(request: Request) -> HttpResponse:
    """A month or a week: one's own work, or that of a unit that one sees."""
    if not reads(request.viewer):
        raise NotFound
    now = timezone.now()
    span = span_of(request.GET.get("view", ""), _day(request, timezone.localdate(now)))
    units = _units(request.viewer)
    unit = next((each for each in units if each.key == request.GET.get("unit")), None)
    things = due_for(
        request.viewer, midnight(span.start), midnight(span.end), unit.id if unit else None
    )
    unit_id = unit.id if unit else None
    planned = happenings(request.viewer, midnight(span.start), midnight(span.end), unit_id)
    weeks = weeks_of(span, things, _places(request.viewer, unit), now, planned)
    context = {
        "span": span,
        "weeks": weeks,
        "total": len(things),
        "late": sum(due.at <= now for due in things),
        "units": units,
        "unit": unit,
        "today": timezone.localdate(now),
    }
    return render(request, "servicedesk/work_calendar.html", context)


def _day(request: Request, today: date) -> date:
    """The day that the address names; today when it names none."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today
    return day if EARLIEST <= day <= LATEST else today


def _units(viewer: Viewer) -> list[organisation.UnitFacts]:
    """The units whose work may be looked at, by name."""
    seen = organisation.units_by_id(units_seen_by(viewer)).values()
    return sorted(seen, key=lambda unit: unit.name)


def _places(viewer: Viewer, unit: organisation.UnitFacts | None) -> frozenset[str]:
    """The prefectures whose own holidays stand in the calendar: of the unit, or of one's posts."""
    posts = organisation.units_by_id({post.unit_id for post in viewer.posts}).values()
    ids = {each.prefecture_id for each in ([unit] if unit else posts)}
    return frozenset(place.key for place in organisation.prefectures() if place.id in ids)

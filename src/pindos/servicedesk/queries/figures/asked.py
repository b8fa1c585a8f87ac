"""What somebody wants figures of: a period, and whose tickets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid
from pindos.kernel.filtering.days import days_of, midnight, months_on
from pindos.organisation.queries import prefecture_named, unit_named, units_by_id
from pindos.organisation.rights import SEEING, units_seen_by
from pindos.servicedesk.queries.catalogue import find_categories

LONGEST = 60  # months
USUAL = "this-month"
NO_CATEGORY = "none"


class By(StrEnum):
    """What the rows of the figures are."""

    UNIT = "unit"
    PREFECTURE = "prefecture"
    CATEGORY = "category"
    MONTH = "month"


class Period(NamedTuple):
    """From its first day up to, and without, its end; in Greece."""

    first: date
    end: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.end - timedelta(days=1)

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Its first moment, and the first after it."""
        return midnight(self.first), midnight(self.end)

    @property
    def months(self) -> list["Period"]:
        """Its months, the first and the last cut where it begins and ends."""
        found, first = [], self.first
        while first < self.end:
            end = min(months_on(first.replace(day=1), 1), self.end)
            found.append(Period(first, end))
            first = end
        return found


@dataclass(frozen=True)
class Scope:
    """Whose tickets, when; ``units`` answer for them, ``ours`` are all that the viewer sees."""

    period: Period
    units: frozenset[int]
    ours: frozenset[int]
    by: By = By.UNIT
    asked: Mapping[str, str] = field(default_factory=dict)
    prefecture_id: int | None = None
    category_id: int | None = None
    is_uncategorised: bool = False

    def of(self, unit: str, prefix: str = "") -> Q:
        """The rows that it means, by their fields."""
        found = Q(**{f"{prefix}{unit}__in": self.units})
        if self.prefecture_id is not None:
            found &= Q(**{f"{prefix}prefecture": self.prefecture_id})
        if self.category_id is not None:
            found &= Q(**{f"{prefix}category": self.category_id})
        if self.is_uncategorised:
            found &= Q(**{f"{prefix}category": None})
        return found

    def within(self, moment: str, period: Period | None = None) -> Q:
        """Rows whose moment lies in the period."""
        start, end = (period or self.period).bounds
        return Q(**{f"{moment}__gte": start, f"{moment}__lt": end})


def seen_for_figures(viewer: Viewer) -> frozenset[int]:
    """The units of which somebody may see figures; refuses (Forbidden) who sees none."""
    units = units_seen_by(viewer)
    if not units:
        raise Forbidden(_("Figures are for those who work at a desk or look after one."))
    return units


def sees_figures(viewer: Viewer) -> bool:
    """Whether figures stand in the viewer's menu."""
    return viewer.holds(*SEEING)


def scope_of(
    viewer: Viewer,
    *,
    period: str = "",
    first: str = "",
    last: str = "",
    unit: str = "",
    prefecture: str = "",
    category: str = "",
    by: str = "",
    now: datetime | None = None,
) -> Scope:
    """What is asked for in words; refuses (Invalid, by field) what there is not or is not theirs.

    ``period`` is said as in a filter (``last-month``); ``first`` and ``last`` are days instead.
    """
    ours = seen_for_figures(viewer)
    asked = {"unit": unit, "prefecture": prefecture, "category": category}
    today = timezone.localdate(now)
    faults: dict[str, Any] = {}
    found: dict[str, Any] = {}
    if by and by not in list(By):
        faults["by"] = _("Choose one of these: %(expected)s.") % {"expected": ", ".join(By)}
    for read, value in ((_unit, unit), (_prefecture, prefecture), (_category, category)):
        try:
            found |= read(viewer, ours, value) if value else {}
        except Invalid as wrong:
            faults |= wrong.fields
    try:
        found["period"] = _period(period, first, last, today)
    except Invalid as wrong:
        faults |= wrong.fields
    if faults:
        raise Invalid(faults)
    return Scope(
        **{"units": ours, **found},
        ours=ours,
        by=By(by or By.UNIT),
        asked={name: value for name, value in asked.items() if value},
    )


def _unit(viewer: Viewer, ours: frozenset[int], key: str) -> dict[str, Any]:
    """One that is not the viewer's to see is answered as if it were not there."""
    unit = next((each for each in units_by_id(ours).values() if each.key == key), None)
    if unit is None:
        if unit_named(key).id not in ours:
            raise Invalid({"unit": _("There is no unit called %(key)s.") % {"key": key[:60]}})
        unit = unit_named(key)
    return {"units": frozenset({unit.id})}


def _prefecture(viewer: Viewer, ours: frozenset[int], key: str) -> dict[str, Any]:
    return {"prefecture_id": prefecture_named(key).id}


def _category(viewer: Viewer, ours: frozenset[int], key: str) -> dict[str, Any]:
    if key == NO_CATEGORY:
        return {"is_uncategorised": True}
    return {"category_id": next(iter(find_categories(viewer, key)))}


def _period(words: str, first: str, last: str, today: date) -> Period:
    if first or last:
        start = _days("first", first, today).start if first else None
        end = _days("last", last, today).end if last else months_on(today, 0) + timedelta(days=1)
        start = start or months_on(end - timedelta(days=1), -1)
        named = "first"
    else:
        start, end = _days("period", words or USUAL, today)
        named = "period"
    if start >= end:
        raise Invalid({"last": _("The last day lies before the first one.")})
    if months_on(start, LONGEST) < end:
        raise Invalid({named: _("At most %(most)s months at once.") % {"most": LONGEST}})
    return Period(start, end)


def _days(named: str, words: str, today: date) -> Any:
    found = days_of(words, today)
    if found is None:
        raise Invalid(
            {named: _("«%(value)s» is no date. Write it so: 23/11/2026.") % {"value": words[:60]}}
        )
    return found

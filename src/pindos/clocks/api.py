"""Working hours over HTTP: the same commands and queries as the pages."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Path, Router, Schema

from pindos.clocks import commands
from pindos.clocks.commands import (
    Change,
    change_of_holiday,
    change_of_hours,
    look_at,
    looked_by,
)
from pindos.clocks.queries import HoursFacts, all_hours
from pindos.kernel.web import Request, may_change_settings
from pindos.organisation.commands import Line, import_holidays, set_holiday
from pindos.organisation.queries import Feast, all_feasts

router = Router(tags=["clocks"])


class HoursOut(Schema):
    """Working hours: seven texts from Monday, empty for a day without work."""

    key: str
    name: str
    week: list[str]
    keeps_holidays: bool
    is_retired: bool
    version: int


class HoursIn(Schema):
    """Working hours as they are wanted; with ``version`` nobody's change is lost."""

    name: str
    week: list[str]
    keeps_holidays: bool = True
    is_retired: bool = False
    version: int | None = None


class WeekIn(Schema):
    """Hours that are only looked at."""

    week: list[str]
    keeps_holidays: bool = True


class MovedOut(Schema):
    """An open deadline that would move, ``by`` so many seconds (below zero: earlier).

    ``name`` is what it is about, empty for whom may not see that.
    """

    about: str
    about_id: int
    name: str
    key: str
    before: datetime
    after: datetime
    by: int


class HoursPlanOut(Schema):
    """Of ``total`` open deadlines ``running`` were looked at; how many move, which move most.

    ``look`` is null where all were at once; more than 5,000 are counted by a job, and
    ``GET /calendar-looks/{look}`` says how far it is until it ``is_ended``. ``refused`` says why
    they cannot be counted.
    """

    running: int
    total: int
    earlier: int
    later: int
    most: list[MovedOut]
    look: int | None
    is_ended: bool
    refused: str


@router.get("/office-hours", response=list[HoursOut])
def list_hours(request: Request) -> list[dict[str, Any]]:
    """All working hours; what the house brings first."""
    return [_out(each) for each in all_hours().values()]


@router.post("/office-hours", response=HoursOut)
def hours_new(request: Request, body: HoursIn) -> dict[str, Any]:
    """New working hours; administrators."""
    return _set(request, "", body)


@router.put("/office-hours/{key}", response=HoursOut)
def hours_set(request: Request, key: str, body: HoursIn) -> dict[str, Any]:
    """Change working hours; open deadlines follow within minutes."""
    return _set(request, key, body)


@router.post("/office-hours/{key}/plan", response=HoursPlanOut)
def hours_plan(request: Request, key: str, body: WeekIn) -> dict[str, Any]:
    """Which open deadlines such hours would move; changes nothing."""
    return _plan(request, change_of_hours(viewer=request.viewer, key=key, **body.dict()))


@router.get("/calendar-looks/{look}", response=HoursPlanOut)
def look_show(request: Request, look: Annotated[int, Path(ge=1, le=2**62)]) -> dict[str, Any]:
    """How far a look of one's own is, and what it has found by now; kept for a day."""
    return looked_by(request.viewer, look).told(request.viewer)


class HolidayOut(Schema):
    """A holiday; ``next_on`` is the next day on which it falls, null when it is over."""

    key: str
    falls: str
    name_el: str
    name_en: str
    prefecture: str
    place: str
    is_retired: bool
    version: int
    next_on: date | None


class HolidayPlanIn(Schema):
    """A holiday that is only looked at; ``falls`` is 25/3, or 8/3/2027 once, or Easter -2."""

    falls: str
    name_el: str
    name_en: str = ""
    prefecture: str = ""
    place: str = ""
    is_retired: bool = False


class HolidayIn(HolidayPlanIn):
    """A holiday as it is wanted; with ``version`` nobody's change is lost."""

    version: int | None = None


class HolidaysIn(Schema):
    """A list of holidays: a line each, day; name; prefecture; place."""

    text: str


class LineOut(Schema):
    """A line of the list: what it does, or why it cannot."""

    number: int
    text: str
    outcome: str
    reason: str


@router.get("/holidays", response=list[HolidayOut])
def list_holidays(request: Request) -> list[dict[str, Any]]:
    """All holidays of the State and of each place; those that are no longer kept say so."""
    return [_holiday(each) for each in all_feasts().values()]


@router.post("/holidays", response=HolidayOut)
def holiday_new(request: Request, body: HolidayIn) -> dict[str, Any]:
    """A new holiday; administrators over the place, or over the whole for those of the State."""
    return _set_holiday(request, "", body)


@router.post("/holidays/plan", response=HoursPlanOut)
def holiday_plan(request: Request, body: HolidayPlanIn, key: str = "") -> dict[str, Any]:
    """Which open deadlines a holiday would move; ``key`` is that of one that is there."""
    return _plan(request, change_of_holiday(viewer=request.viewer, key=key, **body.dict()))


@router.post("/holidays/import", response=list[LineOut])
def holidays_import(request: Request, body: HolidaysIn) -> list[Line]:
    """Keep what is new in a list; lines that are wrong stay out and say why."""
    may_change_settings(request)
    return import_holidays(viewer=request.viewer, text=body.text)


@router.put("/holidays/{key}", response=HolidayOut)
def holiday_set(request: Request, key: str, body: HolidayIn) -> dict[str, Any]:
    """Change a holiday, or take it off; open deadlines follow within minutes."""
    return _set_holiday(request, key, body)


def _plan(request: Request, change: Change) -> dict[str, Any]:
    looked = look_at(viewer=request.viewer, change=change, page=request.path)
    return looked.told(request.viewer)


def _set_holiday(request: Request, key: str, body: HolidayIn) -> dict[str, Any]:
    may_change_settings(request)
    return _holiday(set_holiday(viewer=request.viewer, key=key, **body.dict()))


def _holiday(feast: Feast) -> dict[str, Any]:
    return {**feast._asdict(), "next_on": feast.next_on}


def _set(request: Request, key: str, body: HoursIn) -> dict[str, Any]:
    may_change_settings(request)
    return _out(commands.set_hours(viewer=request.viewer, key=key, **body.dict()))


def _out(hours: HoursFacts) -> dict[str, Any]:
    return {name: value for name, value in hours._asdict().items() if name != "row_id"}

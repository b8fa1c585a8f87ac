"""Working hours over HTTP: the same commands and queries as the pages."""

from datetime import datetime
from typing import Any

from ninja import Router, Schema

from pindos.clocks import commands
from pindos.clocks.commands import HoursPlan
from pindos.clocks.queries import HoursFacts, all_hours
from pindos.kernel.web import Request, may_change_settings

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
    """An open deadline that would move."""

    about: str
    about_id: int
    key: str
    before: datetime
    after: datetime


class HoursPlanOut(Schema):
    """How many open deadlines go by these hours, how many would move, and those that move most."""

    running: int
    earlier: int
    later: int
    most: list[MovedOut]


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
def hours_plan(request: Request, key: str, body: WeekIn) -> HoursPlan:
    """Which open deadlines such hours would move; changes nothing."""
    return commands.plan_hours(viewer=request.viewer, key=key, **body.dict())


def _set(request: Request, key: str, body: HoursIn) -> dict[str, Any]:
    may_change_settings(request)
    return _out(commands.set_hours(viewer=request.viewer, key=key, **body.dict()))


def _out(hours: HoursFacts) -> dict[str, Any]:
    return {name: value for name, value in hours._asdict().items() if name != "row_id"}

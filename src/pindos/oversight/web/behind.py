"""The address of exactly the tickets behind a figure."""

from django.urls import reverse
from django.utils.http import urlencode

from pindos.servicedesk.queries import Band, By, Figures, Line, Period, Scope

COLUMNS = {"opened": "opened", "solved": "solved", "reopened": "reopened", "referred": "referred"}


def behind_count(seen: Figures, name: str, line: Line) -> str:
    """The tickets of a count; empty where it is none, or of a moment that is over."""
    number = getattr(line, name)
    if not number:
        return ""
    if name == "open":
        return _address(seen.scope, line, "state = open") if seen.is_now else ""
    return _address(seen.scope, line, _between(COLUMNS[name], line.period or seen.scope.period))


def behind_band(seen: Figures, band: Band, number: int) -> str:
    """The open tickets of an age."""
    if not number or not seen.is_now:
        return ""
    opened = f"opened <= {band.last:%Y-%m-%d}"
    if band.first:
        opened = f"opened between {band.first:%Y-%m-%d} and {band.last:%Y-%m-%d}"
    return _address(seen.scope, seen.total, f"state = open and {opened}")


def behind_month(scope: Scope, column: str, month: Period, number: int) -> str:
    """The tickets of a month."""
    line = Line("", "")
    return _address(scope, line, _between(column, month)) if number else ""


def _between(column: str, period: Period) -> str:
    return f"{column} between {period.first:%Y-%m-%d} and {period.last:%Y-%m-%d}"


def _address(scope: Scope, line: Line, asked: str) -> str:
    wanted = dict(scope.asked)
    if line.key and scope.by is not By.MONTH:
        wanted[scope.by] = line.key
    if "unit" not in wanted:
        asked += " and ours = yes"
    conditions = [asked, *(f"{name} = {value}" for name, value in wanted.items())]
    where = {"filter": " and ".join(conditions)}
    return f"{reverse('servicedesk:ticket-list')}?{urlencode(where)}"

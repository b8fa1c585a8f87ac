"""Figures over HTTP."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http.response import HttpResponseBase
from ninja import Query, Schema
from pydantic import Field

from pindos.kernel.web import Request
from pindos.lists.commands import export_table
from pindos.lists.serving import file_of
from pindos.oversight.api.router import router
from pindos.oversight.asking import cells, heads, in_words, name_of_line, scope_asked
from pindos.oversight.served import file_of_shares, served
from pindos.servicedesk.queries import Line, figures
from pindos.surveys.queries import Share, shares

Short = Annotated[str, Field(json_schema_extra={"maxLength": 200})]


class AskedIn(Schema):
    """What figures are wanted: a period in words or from a day to a day, of what, line by line."""

    period: Short = ""
    first: Short = ""
    last: Short = ""
    unit: Short = ""
    prefecture: Short = ""
    category: Short = ""
    by: Short = ""


class SpanOut(Schema):
    """How many, and how long in seconds; null where it is not told."""

    count: int
    median: int | None
    ninetieth: int | None
    is_personal: bool


class LineOut(Schema):
    """The figures of one group; ``open`` is null where there is no such figure."""

    key: str
    name: str
    opened: int
    solved: int
    reopened: int
    referred: int
    open: int | None
    answer: SpanOut
    own: SpanOut
    away: SpanOut


class AgeOut(Schema):
    """Open tickets that were reported so many days before; without ``most`` or earlier."""

    least: int
    most: int | None
    open: int


class LegOut(SpanOut):
    """The legs of the unit that had the work."""

    unit: str


class MonthFiguresOut(Schema):
    """What was opened and solved in the month that begins on a day."""

    first: date
    opened: int
    solved: int


class FiguresOut(Schema):
    """All figures of a period, its last day included; ``at`` is when what is open was counted."""

    first: date
    last: date
    at: datetime
    by: str
    lines: list[LineOut]
    total: LineOut
    ages: list[AgeOut]
    legs: list[LegOut]
    months: list[MonthFiguresOut]


@router.get("/figures", response=FiguresOut)
def show_figures(request: Request, asked: Query[AskedIn]) -> dict[str, Any]:
    """Figures of the units that you see; 403 for those who see none."""
    seen = figures(request.viewer, scope_asked(request.viewer, asked.model_dump()))
    return {
        "first": seen.scope.period.first,
        "last": seen.scope.period.last,
        "at": seen.at,
        "by": seen.scope.by.value,
        "lines": [_line(line) for line in seen.lines],
        "total": _line(seen.total),
        "ages": [
            {"least": band.least, "most": band.most, "open": number} for band, number in seen.ages
        ],
        "legs": [{"unit": unit, **SpanOut.from_orm(span).dict()} for unit, span in seen.legs],
        "months": [
            {"first": month.first, "opened": opened, "solved": solved}
            for month, opened, solved in seen.months
        ],
    }


class ShareOut(Schema):
    """How many were asked and answered; ``content`` in percent, null below five answers."""

    key: str
    name: str
    asked: int
    answered: int
    content: int | None


class SharesOut(Schema):
    """Whether those who were helped in a period say that they were served."""

    first: date
    last: date
    by: str
    lines: list[ShareOut]
    total: ShareOut


@router.get("/figures/answers", response=SharesOut)
def show_answers(request: Request, asked: Query[AskedIn]) -> dict[str, Any]:
    """Shares of the units that you see; never of a person."""
    seen = shares(request.viewer, scope_asked(request.viewer, asked.model_dump()))
    return {
        "first": seen.scope.period.first,
        "last": seen.scope.period.last,
        "by": seen.scope.by.value,
        "lines": [{**_fields(line), "name": served(line).name} for line in seen.lines],
        "total": _fields(seen.total),
    }


@router.get("/figures/answers/export")
def export_answers(
    request: Request,
    asked: Query[AskedIn],
    format: Short = "csv",  # noqa: A002
) -> HttpResponseBase:
    """The same lines as csv or xlsx; it is noted in the audit."""
    seen = shares(request.viewer, scope_asked(request.viewer, asked.model_dump()))
    return file_of_shares(request.viewer, seen, format)


def _fields(line: Share) -> dict[str, Any]:
    return {name: getattr(line, name) for name in ShareOut.model_fields}


@router.get("/figures/export")
def export_figures(
    request: Request,
    asked: Query[AskedIn],
    format: Short = "csv",  # noqa: A002
) -> HttpResponseBase:
    """The same lines as csv or xlsx; it is noted in the audit."""
    seen = figures(request.viewer, scope_asked(request.viewer, asked.model_dump()))
    table = export_table(
        viewer=request.viewer,
        key="figures",
        asked=in_words(seen.scope),
        names=heads(seen),
        rows=[cells(line) for line in [*seen.lines, seen.total]],
        format=format,
    )
    return file_of(table, "figures", format)


def _line(line: Line) -> dict[str, Any]:
    found = {name: getattr(line, name) for name in LineOut.model_fields}
    return {**found, "name": name_of_line(line)}

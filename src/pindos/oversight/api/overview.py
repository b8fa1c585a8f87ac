"""The overview over HTTP."""

from datetime import date, datetime
from typing import cast

from django.http import HttpRequest
from ninja import Schema

from pindos.kernel.web import Request
from pindos.oversight import queries
from pindos.oversight.api.router import router
from pindos.oversight.queries import Overview, Standing
from pindos.servicedesk.queries import Counts


class CountsOut(Schema):
    """How many tickets are open, and of these how many in each way."""

    open: int
    late: int
    untaken: int
    waiting: int
    referred: int
    oldest: datetime | None


class PrefectureStandingOut(CountsOut):
    """One prefecture: down (late), warn (waits), ok or unknown (no ticket in a year)."""

    prefecture: str
    name: str
    state: str
    reported: int


class MonthOut(Schema):
    """Tickets reported in the month that begins on a day."""

    first: date
    reported: int


class OverviewOut(Schema):
    """All prefectures, the worst first; their sums; the last twelve months."""

    at: datetime
    prefectures: list[PrefectureStandingOut]
    total: CountsOut
    months: list[MonthOut]


@router.get("/overview", response=OverviewOut)
def show_overview(request: HttpRequest) -> dict[str, object]:
    """How all prefectures stand; 403 for those who do not oversee them."""
    seen: Overview = queries.overview(cast(Request, request).viewer)
    return {
        "at": seen.at,
        "prefectures": [_standing(each) for each in seen.standings],
        "total": _counts(seen.total),
        "months": [{"first": each.first, "reported": each.reported} for each in seen.months],
    }


def _standing(standing: Standing) -> dict[str, object]:
    return {
        **_counts(standing.counts),
        "prefecture": standing.place.key,
        "name": standing.place.name,
        "state": standing.mood,
        "reported": standing.reported,
    }


def _counts(counts: Counts) -> dict[str, object]:
    return {name: getattr(counts, name) for name in CountsOut.model_fields}

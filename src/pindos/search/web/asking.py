"""What the address of a search asks for."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.text import without_invisible
from pindos.kernel.web import Request
from pindos.organisation.queries import units_by_id
from pindos.organisation.rights import units_seen_by
from pindos.search.queries import LONGEST_QUERY
from pindos.search.terms import Filters

TIMES = {
    "month": (30, _("The last 30 days")),
    "quarter": (90, _("The last 90 days")),
    "year": (365, _("The last year")),
}
FARTHEST = 1_000  # results of one kind that can be paged to


class Question(NamedTuple):
    """What is asked: the words as they were typed, and the filters."""

    text: str
    kind: str
    unit: int | None
    time: str
    start: int
    filters: Filters


def question_of(request: Request) -> Question:
    """The question in the address; what cannot be is left out."""
    typed = without_invisible(request.GET.get("q", ""))[: LONGEST_QUERY + 1]
    unit = _number(request.GET.get("unit", ""))
    unit = unit if unit in units_seen_by(request.viewer) else None
    time = request.GET.get("time", "")
    time = time if time in TIMES else ""
    kind = request.GET.get("kind", "")[:40]
    start = min(_number(request.GET.get("start", "")) or 0, FARTHEST)
    return Question(
        typed.strip(), kind, unit, time, start, Filters(unit_id=unit, since=_since(time))
    )


def unit_choices(viewer: Viewer) -> list[tuple[int, str]]:
    """The units whose things somebody may narrow by, by name."""
    units = units_by_id(units_seen_by(viewer))
    return sorted(((pk, each.name) for pk, each in units.items()), key=lambda each: each[1])


def _since(time: str) -> datetime | None:
    return timezone.now() - timedelta(days=TIMES[time][0]) if time else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

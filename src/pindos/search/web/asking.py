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
from pindos.search.queries import LONGEST_QUERY, kind_keys
from pindos.search.terms import Filters

TIMES = {
    "month": (30, _("The last 30 days")),
    "quarter": (90, _("The last 90 days")),
    "year": (365, _("The last year")),
}
FARTHEST = 1_000  # results of one kind that can be paged to


class Question(NamedTuple):
    """What is asked: the words as they were typed, and the filters.

    ``is_less``: the address names a filter that there is not, and it was left out.
    """

    text: str
    kind: str
    unit: int | None
    time: str
    start: int
    filters: Filters
    is_less: bool

    @property
    def is_narrow(self) -> bool:
        """Whether something is left out by a kind, a unit or a time."""
        return bool(self.kind or self.unit or self.time)


def question_of(request: Request) -> Question:
    """The question in the address; what cannot be is left out."""
    typed = without_invisible(request.GET.get("q", ""))[: LONGEST_QUERY + 1]
    asked = {name: request.GET.get(name, "") for name in ("kind", "unit", "time")}
    unit = _number(asked["unit"])
    unit = unit if unit in units_seen_by(request.viewer) else None
    time = asked["time"] if asked["time"] in TIMES else ""
    kind = asked["kind"] if asked["kind"] in kind_keys() else ""
    is_less = any(
        given and not kept for given, kept in zip(asked.values(), (kind, unit, time), strict=True)
    )
    start = min(_number(request.GET.get("start", "")) or 0, FARTHEST)
    filters = Filters(unit_id=unit, since=_since(time))
    return Question(typed.strip(), kind, unit, time, start, filters, is_less)


def unit_choices(viewer: Viewer) -> list[tuple[int, str]]:
    """The units whose things somebody may narrow by, by name."""
    units = units_by_id(units_seen_by(viewer))
    return sorted(((pk, each.name) for pk, each in units.items()), key=lambda each: each[1])


def _since(time: str) -> datetime | None:
    return timezone.now() - timedelta(days=TIMES[time][0]) if time else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

"""How many of those who were asked were content: of units, categories and months, of nobody else.

A question counts in the period in which the ticket was solved, for the unit that solved it and
for the category that it had then. Content are those who said yes; their share is of all who
answered, and is told from five answers on.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.servicedesk.queries import (
    By,
    Period,
    Scope,
    called_groups,
    grouped,
    seen_for_figures,
)
from pindos.surveys.models import Survey
from pindos.surveys.terms import LEAST_TOLD, Answer


@dataclass(frozen=True, slots=True)
class Share:
    """Of one group: how many were asked, how many answered, how many of them were content.

    ``content`` is a whole percentage, and None while fewer than five have answered.
    """

    key: str
    name: str
    asked: int = 0
    answered: int = 0
    content: int | None = None
    period: Period | None = None


@dataclass(frozen=True)
class Shares:
    """A line for each group in which somebody was asked, and all together."""

    scope: Scope
    lines: list[Share]
    total: Share


def shares(viewer: Viewer, scope: Scope) -> Shares:
    """The shares of units that the viewer sees figures of."""
    assert scope.units <= seen_for_figures(viewer)
    rows = Survey.objects.filter(scope.of("unit"), scope.within("solved_at")).order_by()
    said = Q(answered_at__isnull=False)
    counted = (
        grouped(rows, scope, "solved_at", "unit")
        .values_list("key")
        .annotate(
            asked=Count("pk"),
            answered=Count("pk", said),
            content=Count("pk", said & Q(answer=Answer.YES)),
        )
    )
    counts: dict[Any, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    counts |= {key: (asked, answered, content) for key, asked, answered, content in counted}
    keys = set(counts)
    names = called_groups(scope, keys)
    lines = [
        _share(*names[key], counts[key], scope.period.months[key] if _by_month(scope) else None)
        for key in sorted(keys)
    ]
    if not _by_month(scope):
        lines.sort(key=lambda line: line.name)
    asked, answered, content = (
        sum(each) for each in zip((0, 0, 0), *counts.values(), strict=True)
    )
    return Shares(scope, lines, _share("", _("Total"), (asked, answered, content), None))


def _by_month(scope: Scope) -> bool:
    return scope.by is By.MONTH


def _share(key: str, name: str, counts: tuple[int, int, int], period: Period | None) -> Share:
    asked, answered, content = counts
    told = round(100 * content / answered) if answered >= LEAST_TOLD else None
    return Share(key, name, asked, answered, told, period)

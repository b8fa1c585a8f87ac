"""Why a ticket has its priority: the table of impact and urgency, its own place marked."""

from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy

from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.levels import priority_table
from pindos.servicedesk.terms import Impact, Priority, Urgency

URGENCIES_SHORT = [
    pgettext_lazy("urgency", "Can wait"),
    pgettext_lazy("urgency", "Hard"),
    pgettext_lazy("urgency", "Stopped"),
]
TABLES = 200  # drawn ones that are kept: nine for each language, and again after a change
Numbers = tuple[tuple[int, ...], ...]


class Cell(NamedTuple):
    """A priority in the matrix, and whether it is the ticket's."""

    label: str
    is_it: bool


class MatrixRow(NamedTuple):
    """The priorities that come of one impact, from little to much urgency."""

    label: str
    cells: list[Cell]


def matrix_of(ticket: Ticket) -> SafeString:
    """All priorities by impact and urgency, the ticket's own one marked."""
    place = Impact(ticket.impact), Urgency(ticket.urgency)
    return _drawn(*place, priority_table(), get_language() or "")


@lru_cache(TABLES)
def _drawn(impact: Impact, urgency: Urgency, all_of_them: Numbers, _language: str) -> SafeString:
    """The table, which is the same for every ticket of this place in it."""
    rows = [
        MatrixRow(
            str(row.label),
            [
                Cell(str(Priority(number).label), (row, column) == (impact, urgency))
                for column, number in zip(Urgency, numbers, strict=True)
            ],
        )
        for row, numbers in zip(Impact, all_of_them, strict=True)
    ]
    context = {"impact": impact, "urgency": urgency, "rows": rows, "urgencies": URGENCIES_SHORT}
    return render_to_string("servicedesk/_matrix.html", context)

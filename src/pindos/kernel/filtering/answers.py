"""An order by a question of yes or no that no field of the row answers."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from pindos.kernel.access import HOUSE, Viewer

ANSWERED = "answered_"  # before the name under which a row bears its answer

Asks = Callable[[Viewer, datetime], Q]


def is_answered(by: tuple[str, ...]) -> bool:
    """Whether an order goes by such a question."""
    return any(path.removeprefix("-").startswith(ANSWERED) for path in by)


def answered(rows: QuerySet[Any], by: tuple[str, ...], asked: Mapping[str, Asks]) -> QuerySet[Any]:
    """The rows with 1 or 0 for each of these questions by which they are to be sorted.

    What is shown to all alike does not hang on who asks, so the house is named for them. All that
    fits is read: no index holds the answers.
    """
    now, names = timezone.now(), {path.removeprefix("-") for path in by}
    answers = {
        name: Case(When(asks(HOUSE, now), then=1), default=0)
        for name, asks in asked.items()
        if name in names
    }
    found: QuerySet[Any] = rows.annotate(**answers) if answers else rows
    return found

"""When a subscriber is told, and how a cell is written. Pure: no clock, no database."""

from datetime import date

from pindos.lists.terms import Cadence

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def is_due(cadence: str, last: date | None, today: date, *, is_workday: bool) -> bool:
    """Whether to look at a view today, when it was last looked at on another day (or never).

    What is new is looked for every time; the rest on working days, once a day, week or month: a
    week's on its first working day, a month's on its first.
    """
    if cadence == Cadence.NEW:
        return True
    if not is_workday:
        return False
    if last is None:
        return True
    if cadence == Cadence.DAY:
        return last < today
    if cadence == Cadence.WEEK:
        return last.isocalendar()[:2] < today.isocalendar()[:2]
    return (last.year, last.month) < (today.year, today.month)


def harmless(text: str) -> str:
    """The text as a table may hold it: a spreadsheet would run what begins like a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text

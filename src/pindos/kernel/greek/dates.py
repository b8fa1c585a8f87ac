"""Dates as Greek writes them in a sentence: the month in the genitive."""

from datetime import date

MONTHS = (
    "Ιανουαρίου",
    "Φεβρουαρίου",
    "Μαρτίου",
    "Απριλίου",
    "Μαΐου",
    "Ιουνίου",
    "Ιουλίου",
    "Αυγούστου",
    "Σεπτεμβρίου",
    "Οκτωβρίου",
    "Νοεμβρίου",
    "Δεκεμβρίου",
)


def month_genitive(month: int) -> str:
    """«Νοεμβρίου» for 11."""
    return MONTHS[month - 1]


def day_in_words(on: date) -> str:
    """«26 Νοεμβρίου 2026»."""
    return f"{on.day} {month_genitive(on.month)} {on.year}"


def on_day_in_words(on: date) -> str:
    """«στις 26 Νοεμβρίου 2026», and of the first of a month «την 1η Νοεμβρίου 2026»."""
    if on.day == 1:
        return f"την 1η {month_genitive(on.month)} {on.year}"
    return f"στις {day_in_words(on)}"

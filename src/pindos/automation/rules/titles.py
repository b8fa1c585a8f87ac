"""Titles of work that comes round: the month and the day in their Greek cases."""

import re
from datetime import date

from pindos.kernel.greek import day_in_words, month_genitive
from pindos.kernel.text import fold

NAMES = (
    *("Ιανουάριος", "Φεβρουάριος", "Μάρτιος", "Απρίλιος", "Μάιος", "Ιούνιος"),
    *("Ιούλιος", "Αύγουστος", "Σεπτέμβριος", "Οκτώβριος", "Νοέμβριος", "Δεκέμβριος"),
)
KNOWN = ("{μήνας}", "{μήνα}", "{μήνας:γενική}", "{ημερομηνία}", "{τρίμηνο}", "{έτος}")
_OPEN = re.compile(r"\{([^{}]*)\}")


def titled(text: str, on: date) -> str:
    """The text for one day; what nobody knows stays as it is written."""
    words = {
        fold("μήνας"): NAMES[on.month - 1],
        fold("μήνα"): NAMES[on.month - 1].removesuffix("ς"),
        fold("μήνας:γενική"): month_genitive(on.month),
        fold("ημερομηνία"): day_in_words(on),
        fold("τρίμηνο"): f"{(on.month + 2) // 3}ο τρίμηνο",
        fold("έτος"): str(on.year),
    }
    return _OPEN.sub(lambda found: words.get(fold(found[1].strip()), found[0]), text)


def faults_of_title(text: str) -> list[str]:
    """What stands in braces and means nothing."""
    known = {fold(each.strip("{}")) for each in KNOWN}
    return [found[0] for found in _OPEN.finditer(text) if fold(found[1].strip()) not in known]

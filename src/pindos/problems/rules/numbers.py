"""Numbers of problems as people type them."""

import re

LONGEST_TYPED = 40  # characters
SHAPE = re.compile(
    r"(?:[ΠPp]|[Ππ]|ΠΡΟΒΛΗΜΑ|Πρόβλημα|πρόβλημα)?[\s\-_/.\u2010-\u2015]*"
    r"(?:(?P<year>20\d\d)[\s\-_/.\u2010-\u2015]+)?(?P<last>\d{1,9})"
)


def number_typed(text: str, series: str, year: int) -> str | None:
    """The number in its one form, however it was typed; None when the text is none.

    Without a year it is one of ``year``; the letter of the series may be left out.
    """
    found = SHAPE.fullmatch(text.strip()[:LONGEST_TYPED])
    if found is None or not found["last"].isascii() or not int(found["last"]):
        return None
    return f"{series}-{found['year'] or year}-{int(found['last']):04d}"

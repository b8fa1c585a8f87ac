"""Text as people send it: made clean once, and folded for comparing."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")  # can make a name read as another one
LONE = re.compile("[\ud800-\udfff]")  # halves of characters: no database takes them


def invisible_in(text: str) -> tuple[int, str] | None:
    """Place (from 1) and code of the first character that a text must not hold, or None."""
    for pattern in (CONTROL, DIRECTION, LONE):
        if found := pattern.search(text):
            return found.start() + 1, f"U+{ord(found.group()):04X}"
    return None


def clean(text: str) -> str:
    """The text in one form (NFC, plain line ends); refuses what no one can see.

    Raises ValidationError with the place and the code of the character.
    """
    if found := invisible_in(text):
        place, code = found
        raise ValidationError(
            _("There is an invisible character (%(code)s) at place %(place)s. Delete it."),
            code="invisible",
            params={"code": code, "place": place},
        )
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def without_invisible(text: str) -> str:
    """The text as it can be shown again to the person who sent it."""
    for pattern in (CONTROL, DIRECTION, LONE):
        text = pattern.sub("", text)
    return text


def fold(text: str) -> str:
    """The text without accents, capitals and the two forms of sigma: for comparing only."""
    plain = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFC", bare).replace("ς", "σ").split())


def id_in(text: str) -> int | None:
    """The number of a row in what somebody sent; None when it is none, or longer than any is."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None

"""Telephone numbers however they are typed, as digits to find by. Pure."""

import re

LEAST = 3  # digits: an internal extension
SIGNS = re.compile(r"[\s().,/+-]+")
COUNTRY = re.compile(r"^(?:\+|00)30")
BARE_COUNTRY = re.compile(r"^30(?=[26]\d{9}$)")
NUMBER = re.compile(r"(?:\+|00)?[\d][\d\s()./-]{1,}\d")


def number_in(text: str) -> str:
    """The digits when the text is a telephone number or a part of one; empty for all else."""
    words = text.strip()
    bare = SIGNS.sub("", words)
    if not (bare.isascii() and bare.isdigit()):
        return ""
    digits = _national(words)
    return digits if len(digits) >= LEAST else ""


def numbers_in(text: str) -> list[str]:
    """Every number that stands in a text («2385 012 345, εσωτ. 123»), as digits."""
    found = [_national(each.group()) for each in NUMBER.finditer(text)]
    return [each for each in dict.fromkeys(found) if len(each) >= LEAST]


def _national(text: str) -> str:
    """Without signs and without the code of Greece."""
    joined = re.sub(r"[\s().,/-]", "", text)
    return BARE_COUNTRY.sub("", COUNTRY.sub("", joined)).lstrip("+")

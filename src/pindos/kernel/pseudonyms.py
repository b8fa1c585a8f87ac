"""Finding somebody in what people typed, and putting a pseudonym there. Pure.

A full name is found in all cases and either order, a family name alone where it begins with a
capital; accents and capitals do not matter. A given name alone stays: it names too many.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pindos.kernel.greek import Case, family_name, gender_of, given_name
from pindos.kernel.text import fold

LEAST_LETTERS = 3  # of a family name or of a name for signing in: shorter ones are words
LEAST_DIGITS = 6  # of a telephone: shorter ones are extensions, years and numbers
BETWEEN = r"[\s.\-–]+"
SIGNS = r"[\s./()\-]*"


@dataclass(frozen=True)
class Person:
    """By what somebody may be found; of each as many as they ever had."""

    names: tuple[tuple[str, str], ...]  # given, family
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    logins: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """One expression for all of it, the longest first; None when nothing is known."""
        found = [
            *(rf"(?<![\w.+-])(?i:{re.escape(each)})(?!\w)" for each in _clean(self.emails)),
            *(_whole(each) for each in self._full()),
            *(_whole(each, is_capital=True) for each in self._family()),
            *(_digits(each) for each in self.phones if len(_only_digits(each)) >= LEAST_DIGITS),
            *(_whole(each) for each in _clean(self.logins) if len(each) >= LEAST_LETTERS),
        ]
        return re.compile("|".join(dict.fromkeys(found))) if found else None

    def _full(self) -> list[str]:
        pairs = [
            (one, other)
            for given, family in self.names
            if given and family
            for one, other in _cases(given, family)
        ]
        return [f"{one} {other}" for pair in pairs for one, other in (pair, pair[::-1])]

    def _family(self) -> list[str]:
        pairs = [pair for given, family in self.names for pair in _cases(given, family)]
        found = [family for _given, family in pairs]
        return [each for each in dict.fromkeys(found) if len(each) >= LEAST_LETTERS]


@dataclass(frozen=True)
class Said:
    """A value after the person was looked for, and how often they were found."""

    value: Any
    count: int


def replaced(value: Any, person: Person, alias: str) -> Said:
    """The same value with the pseudonym wherever the person stood, in lists and objects too."""
    if person.pattern is None:
        return Said(value, 0)
    if isinstance(value, str):
        text, count = person.pattern.subn(alias, unicodedata.normalize("NFC", value))
        return Said(text if count else value, count)
    if isinstance(value, list):
        found = [replaced(each, person, alias) for each in value]
        return Said([each.value for each in found], sum(each.count for each in found))
    if isinstance(value, dict):
        pairs = {key: replaced(each, person, alias) for key, each in value.items()}
        values = {key: each.value for key, each in pairs.items()}
        return Said(values, sum(each.count for each in pairs.values()))
    return Said(value, 0)


def stands_in(value: Any, person: Person) -> bool:
    """Whether the person is named anywhere in a value."""
    return replaced(value, person, "").count > 0


def _cases(given: str, family: str) -> list[tuple[str, str]]:
    """Both names as they are bent together; what is not certain stays as it is."""
    gender = gender_of(given, family)
    found = [(given.strip(), family.strip())]
    for case in (Case.GENITIVE, Case.ACCUSATIVE, Case.VOCATIVE):
        bent = (given_name(given, case, gender), family_name(family, case, gender))
        found.append((bent[0] or given.strip(), bent[1] or family.strip()))
    return list(dict.fromkeys(found))


def _whole(words: str, *, is_capital: bool = False) -> str:
    """Words as a whole, whatever their accents and capitals; ``is_capital``: begun with one."""
    parts = [_letters(part) for part in re.split(r"[\s.\-–]+", words) if part]
    text = BETWEEN.join(parts)
    if is_capital:
        first = "".join(each for each in _forms_of(words[0]) if each.isupper())
        text = rf"(?-i:(?=[{first}])){text}" if first else text
    return rf"(?<![\w@.])(?i:{text})(?!\w)"


def _letters(word: str) -> str:
    return "".join(_letter(each) for each in unicodedata.normalize("NFC", word))


def _letter(letter: str) -> str:
    forms = _forms_of(letter)
    return f"[{forms}]" if len(forms) > 1 else re.escape(letter)


def _forms_of(letter: str) -> str:
    """Every way to write a letter: with and without accents, small and capital."""
    return _FORMS.get(fold(letter)) or "".join(dict.fromkeys((letter, letter.upper())))


def _forms() -> dict[str, str]:
    """For each Greek letter without accents all that fold to it."""
    found: dict[str, str] = {}
    for code in (*range(0x386, 0x3CF), *range(0x1F00, 0x2000)):
        letter = chr(code)
        base = fold(letter)
        if letter.isalpha() and len(base) == 1:
            found[base] = found.get(base, "") + letter
    return found


def _only_digits(text: str) -> str:
    return "".join(each for each in text if each.isdigit())


def _digits(phone: str) -> str:
    """The digits of a telephone, with signs between them or without."""
    return rf"(?<!\d)(?:\+?30{SIGNS})?{SIGNS.join(_national(phone))}(?!\d)"


def _national(phone: str) -> str:
    digits = _only_digits(phone)
    return digits[2:] if len(digits) == 12 and digits.startswith("30") else digits


def _clean(words: Iterable[str]) -> list[str]:
    return [each.strip() for each in words if each.strip()]


_FORMS = _forms()

"""Kinds of settings: what a value may be, and how it is said to people.

Each kind turns what came in (JSON, or the words of a form) into the one plain value that is kept,
or refuses it in words.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_network
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, validate_email
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Refused, Words
from pindos.kernel.text import clean

T = TypeVar("T")
LANGUAGES = ("el", "en")  # the first is read where the other is empty
Spoken = dict[str, str]


class Kind(ABC, Generic[T]):
    """What a setting may be."""

    @abstractmethod
    def parse(self, given: Any) -> T:
        """The value as it is kept; Refused with words when it cannot be used."""

    def words(self, value: T) -> str:
        """The value as people read it; empty when nothing is set."""
        return str(value)


class Flag(Kind[bool]):
    """Yes or no."""

    def parse(self, given: Any) -> bool:
        """True or false; also as a form or a command line writes it."""
        said = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
        if isinstance(given, bool):
            return given
        if isinstance(given, str) and given.strip().lower() in said:
            return said[given.strip().lower()]
        raise Refused(_("Choose yes or no."))

    def words(self, value: bool) -> str:
        """Ναι, Όχι."""
        return str(_("Yes") if value else _("No"))


@dataclass(frozen=True)
class Number(Kind[int]):
    """A whole number between two bounds, with the unit it counts."""

    least: int
    most: int
    unit: Words = ""

    def parse(self, given: Any) -> int:
        """The number, when it lies within the bounds."""
        text = "" if isinstance(given, bool | float) else str(given).strip()
        digits = text.removeprefix("-")
        if digits.isascii() and digits.isdigit() and len(digits) < 10:
            number = int(text)
            if self.least <= number <= self.most:
                return number
        bounds = {"least": self.least, "most": self.most}
        raise Refused(_("Write a whole number from %(least)s to %(most)s.") % bounds)

    def words(self, value: int) -> str:
        """The number with its unit."""
        return f"{value} {self.unit}".strip()


@dataclass(frozen=True)
class Line(Kind[str]):
    """One line of text, the same in all languages; may be empty."""

    most: int = 200

    def parse(self, given: Any) -> str:
        """The line, clean."""
        return _text(given, self.most, lines=False)


@dataclass(frozen=True)
class Said(Kind[Spoken]):
    """A text for each language; where one is empty, the Greek is read."""

    most: int = 200
    has_lines: bool = False

    def parse(self, given: Any) -> Spoken:
        """The texts by language; a bare text is Greek."""
        texts = {"el": given} if isinstance(given, str) else given
        if not isinstance(texts, Mapping) or not set(texts) <= set(LANGUAGES):
            raise Refused(_("Send a text for each language: el and en."))
        return {
            language: _text(texts.get(language) or "", self.most, lines=self.has_lines)
            for language in LANGUAGES
        }

    def words(self, value: Spoken) -> str:
        """Both texts; one alone when they are the same."""
        return " / ".join(dict.fromkeys(filter(None, value.values())))


@dataclass(frozen=True)
class Choice(Kind[str]):
    """One of several, by key."""

    choices: Mapping[str, Words]

    def parse(self, given: Any) -> str:
        """The key, when there is such a choice."""
        if isinstance(given, str) and given in self.choices:
            return given
        raise Refused(_one_of(self.choices))

    def words(self, value: str) -> str:
        """The label of the choice."""
        return str(self.choices.get(value, value))


@dataclass(frozen=True)
class Several(Kind[list[str]]):
    """Any number of several, by key; kept in the order of the choices."""

    choices: Mapping[str, Words]
    least: int = 0

    def parse(self, given: Any) -> list[str]:
        """The keys that were chosen."""
        chosen = given.split() if isinstance(given, str) else given
        if not isinstance(chosen, Sequence) or not set(map(str, chosen)) <= set(self.choices):
            raise Refused(_one_of(self.choices))
        if len(chosen) < self.least:
            raise Refused(_("Choose at least one."))
        return [key for key in self.choices if key in chosen]

    def words(self, value: list[str]) -> str:
        """The labels in a row."""
        return ", ".join(str(self.choices.get(key, key)) for key in value)


@dataclass(frozen=True)
class Listed(Kind[list[str]]):
    """Words, one a line: anything, e-mail addresses, domains, or networks (10.0.0.0/8)."""

    most: int = 200
    of: str = "words"
    longest: int = 100

    def parse(self, given: Any) -> list[str]:
        """The lines without empty ones and repetitions, each looked at on its own."""
        lines = given.splitlines() if isinstance(given, str) else given
        if not isinstance(lines, Sequence) or not all(isinstance(each, str) for each in lines):
            raise Refused(_("Write one a line."))
        found = [_text(line, self.longest, lines=False) for line in lines]
        kept = list(dict.fromkeys(filter(None, found)))
        if len(kept) > self.most:
            raise Refused(_("Write at most %(most)s lines.") % {"most": self.most})
        for line in kept:
            self._look_at(line)
        return kept

    def words(self, value: list[str]) -> str:
        """In a row."""
        return ", ".join(value)

    def _look_at(self, line: str) -> None:
        checks: dict[str, Callable[[str], object]] = {
            "addresses": validate_email,
            "domains": DomainNameValidator(),
            "networks": _network,
        }
        try:
            checks.get(self.of, str)(line)
        except ValidationError as error:
            raise Refused(f"{line}: {error.messages[0]}") from error


class Moment(Kind[str]):
    """A time, kept as ISO 8601; may be empty. What bears no zone is Greek time."""

    def parse(self, given: Any) -> str:
        """The time with its zone."""
        text = str(given or "").strip()
        if not text:
            return ""
        try:
            at = parse_datetime(text)
        except ValueError:
            at = None
        if at is None:
            raise Refused(_("Write a day and a time such as 2026-11-23 14:05."))
        return (at if timezone.is_aware(at) else timezone.make_aware(at)).isoformat()

    def words(self, value: str) -> str:
        """23/11/2026 14:05, in Greek time."""
        at = moment_of(value)
        return f"{timezone.localtime(at):%d/%m/%Y %H:%M}" if at else ""


@dataclass(frozen=True)
class Grid(Kind[dict[str, list[int]]]):
    """A table of choices: for each row and column a number that has a name."""

    rows: Mapping[str, Words]
    columns: Mapping[str, Words]
    choices: Mapping[int, Words] = field(default_factory=dict)

    def parse(self, given: Any) -> dict[str, list[int]]:
        """The table, when every cell of it is one of the choices."""
        try:
            cells = {key: [int(cell) for cell in given[key]] for key in self.rows}
        except (TypeError, KeyError, ValueError) as error:
            raise Refused(_("Send every row of the table.")) from error
        for row in cells.values():
            if len(row) != len(self.columns) or not set(row) <= set(self.choices):
                raise Refused(_one_of({str(key): name for key, name in self.choices.items()}))
        return cells

    def words(self, value: dict[str, list[int]]) -> str:
        """Each row with its cells."""
        said = {
            label: ", ".join(str(self.choices[cell]) for cell in value[key])
            for key, label in self.rows.items()
        }
        return "; ".join(f"{label}: {cells}" for label, cells in said.items())


def _network(line: str) -> None:
    try:
        ip_network(line)
    except ValueError as error:
        raise ValidationError(_("This is no network. Write it such as 10.0.0.0/8.")) from error


def spoken(value: Spoken) -> str:
    """A text in the language of the reader, or in Greek where it has not been translated."""
    return value.get((get_language() or "")[:2]) or value.get(LANGUAGES[0], "")


def moment_of(value: str) -> datetime | None:
    """A kept time; None when there is none."""
    return datetime.fromisoformat(value) if value else None


def _text(given: Any, most: int, *, lines: bool) -> str:
    if not isinstance(given, str):
        raise Refused(_("Write a text."))
    try:
        text = clean(given)
    except ValidationError as error:
        raise Refused(error.messages[0]) from error
    if not lines and "\n" in text:
        raise Refused(_("Write one line only."))
    if len(text) > most:
        raise Refused(_("Use up to %(most)s characters.") % {"most": most})
    return text


def _one_of(choices: Mapping[str, Words]) -> str:
    return str(_("Choose one of these: %(choices)s.")) % {"choices": ", ".join(choices)}

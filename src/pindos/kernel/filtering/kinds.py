"""Kinds of columns: which operators each takes, how its values read, and what they ask in SQL.

Every condition is true or false for every row, never unknown: a row without a value fits none of
them but «is empty» and «is not», so that «not» turns exactly the rows round.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.filtering.days import days_of, moments_of
from pindos.kernel.filtering.errors import Unreadable, nearest
from pindos.kernel.filtering.terms import Op
from pindos.kernel.text import fold

ORDERING = (Op.LT, Op.LE, Op.GT, Op.GE, Op.BETWEEN)
EMPTINESS = (Op.EMPTY, Op.FILLED)
LARGEST = 2**63 - 1


class Ask(NamedTuple):
    """Who asks, when, and of which rows: of what kind they are, and how they are had."""

    viewer: Viewer
    now: datetime
    model: type[Model]
    rows: Callable[[], QuerySet[Any]]


class Kind(ABC):
    """What a column holds. ``condition`` answers for every operator but «is not»."""

    name: ClassVar[str]
    operators: tuple[Op, ...] = ()

    @abstractmethod
    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """What to ask of the rows; refuses values that the kind does not have."""

    def empty(self, path: str, ask: Ask) -> Q:
        """Rows that hold nothing."""
        return Q(**{f"{path}__isnull": True})


@dataclass(frozen=True)
class Number(Kind):
    """Whole numbers."""

    name: ClassVar[str] = "number"
    operators: tuple[Op, ...] = (Op.EQ, Op.NE, *ORDERING, Op.IN, *EMPTINESS)

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """Compared as numbers."""
        numbers = [self._read(value) for value in values]
        return _compared(path, op, [(number, number + 1) for number in numbers])

    def _read(self, value: str) -> int:
        try:
            number = int(value.replace(".", "")) if value.isascii() else None
        except ValueError:
            number = None
        if number is None or abs(number) >= LARGEST:
            raise Unreadable(_("«%(value)s» is no whole number.") % {"value": value[:60]})
        return number


@dataclass(frozen=True)
class Day(Kind):
    """Dates."""

    name: ClassVar[str] = "day"
    operators: tuple[Op, ...] = (*ORDERING, Op.EQ, Op.NE, *EMPTINESS)

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """Compared as the stretch of days that the value names."""
        today = timezone.localdate(ask.now)
        return _compared(path, op, [days_of(value, today) or _no_day(value) for value in values])


@dataclass(frozen=True)
class Moment(Kind):
    """Dates with a time."""

    name: ClassVar[str] = "moment"
    operators: tuple[Op, ...] = (*ORDERING, Op.EQ, Op.NE, *EMPTINESS)

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """Compared as the stretch of time that the value names, in Greece."""
        spans = [moments_of(value, ask.now) or _no_day(value) for value in values]
        return _compared(path, op, spans)


@dataclass(frozen=True)
class YesNo(Kind):
    """True or false: a column, or a question to the row (``asks``)."""

    asks: Callable[[Viewer, datetime], Q] | None = None
    name: ClassVar[str] = "yesno"
    operators: tuple[Op, ...] = (Op.EQ,)

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """Yes or no, as people and programs write them."""
        word = fold(values[0])
        if word not in YES + NO:
            words = _("Write «yes» or «no», not «%(value)s».")
            raise Unreadable(words % {"value": values[0][:60]})
        true = self.asks(ask.viewer, ask.now) if self.asks else Q(**{path: True})
        return true if word in YES else ~true


NOBODY = ("none",)
YES = ("yes", "true", "1", "ναι")
NO = ("no", "false", "0", "οχι")


class Option(NamedTuple):
    """A value of a choice: its word, its label, and which stored values (or rows) it means."""

    word: str
    label: str | Promise
    stored: tuple[Any, ...] = ()
    asks: Callable[[Viewer, datetime], Q] | None = None


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few; with ``is_ordered`` they have ranks, the lowest first."""

    options: Callable[[Viewer], list[Option]]
    is_ordered: bool = False
    name: ClassVar[str] = "choice"
    operators: tuple[Op, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        ranks = ORDERING if self.is_ordered else ()
        object.__setattr__(self, "operators", (Op.EQ, Op.NE, Op.IN, *ranks))

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """The rows of the options named, or of those before and after them."""
        options = self.options(ask.viewer)
        places = [self._place(options, value) for value in values]
        if op in (Op.EQ, Op.IN):
            chosen = [options[place] for place in places]
        else:
            chosen = [each for at, each in enumerate(options) if _ranks(op, at, places)]
        return _of_options(path, chosen, ask)

    def _place(self, options: list[Option], value: str) -> int:
        words = [option.word for option in options]
        if value in words:
            return words.index(value)
        said = fold(value)
        for place, option in enumerate(options):
            if said in (fold(option.word), fold(str(option.label))):
                return place
        unknown = _("There is no value «%(value)s».") % {"value": value[:60]}
        raise Unreadable(f"{unknown} {nearest(said, words)}")


@dataclass(frozen=True)
class Named(Kind):
    """Another row by its name: a person, a unit, a place. ``find`` gives the ids that are meant.

    ``words`` are the words that mean somebody by who asks, such as «me»; with ``where`` the
    question is not of a column of the row itself. Lists of names are never sent to the page:
    ``offers`` gives the few that are worth a choice, the rest are typed; ``called`` says one that
    was typed by its key as people call it, and nothing of what it does not know.
    """

    find: Callable[[Viewer, str], frozenset[int]]
    name: ClassVar[str] = "named"
    words: tuple[tuple[str, str | Promise], ...] = ()
    where: Callable[[frozenset[int]], Q] | None = None
    offers: Callable[[Viewer], list[tuple[str, str]]] | None = None
    called: Callable[[str], str] | None = None
    operators: tuple[Op, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        """What is no column of the row itself cannot be empty."""
        ends = EMPTINESS if self.where is None else ()
        object.__setattr__(self, "operators", (Op.EQ, Op.NE, Op.IN, *ends))

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """The rows of any of those named; «none» are the rows of nobody."""
        nobody = [value for value in values if fold(value) in NOBODY]
        meant = [value for value in values if value not in nobody]
        ids = frozenset(pk for value in meant for pk in self.find(ask.viewer, value))
        of_these = self.where(ids) if self.where else Q(**{f"{path}__in": ids})
        found = of_these if meant else Q(pk__in=[])
        return found | self.empty(path, ask) if nobody else found

    def empty(self, path: str, ask: Ask) -> Q:
        """The rows of nobody."""
        if self.where is None:
            return super().empty(path, ask)
        raise Unreadable(_("This column cannot be asked for being empty."))


def _compared(path: str, op: Op, spans: list[Any]) -> Q:
    """A value against half-open stretches: from their start, up to and without their end."""
    start, end = spans[0]
    if op is Op.IN:
        found = Q()
        for low, high in spans:
            found |= _within(path, low, high)
        return found
    if op is Op.BETWEEN:
        return _within(path, start, spans[1][1])
    asked = {Op.LT: ("lt", start), Op.LE: ("lt", end), Op.GT: ("gte", end), Op.GE: ("gte", start)}
    if op in asked:
        lookup, bound = asked[op]
        return Q(**{f"{path}__{lookup}": bound})
    return _within(path, start, end)


def _within(path: str, start: Any, end: Any) -> Q:
    return Q(**{f"{path}__gte": start}) & Q(**{f"{path}__lt": end})


def _ranks(op: Op, at: int, places: list[int]) -> bool:
    first, last = places[0], places[-1]
    return {
        Op.LT: at < first,
        Op.LE: at <= first,
        Op.GT: at > first,
        Op.GE: at >= first,
        Op.BETWEEN: first <= at <= last,
    }[op]


def _of_options(path: str, options: list[Option], ask: Ask) -> Q:
    stored = [value for option in options for value in option.stored]
    found = Q(**{f"{path}__in": stored}) if path else Q(pk__in=[])
    for option in options:
        if option.asks:
            found |= option.asks(ask.viewer, ask.now)
    return found


def _no_day(value: str) -> Any:
    words = _("«%(value)s» is no date. Write today, last-month, -7d, 23/11/2026 or 2026-11-23.")
    raise Unreadable(words % {"value": value[:60]})

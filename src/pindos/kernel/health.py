"""How the house is: each room puts in what it looks at, one page and two commands show it all.

A look gives findings. One that is fine must say by a count or a time what it rests on: a light
that is green because nothing was looked at is the one that harms. One that is not fine says what
to do. ``HEALTH`` is how it runs, ``RISK`` is how it is set up; ``pindos instance check`` shows the
second and whatever of the first is no matter of running processes.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import DatabaseError, ProgrammingError, connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Words
from pindos.kernel.postgresql import standing

logger = logging.getLogger(__name__)


class Level(StrEnum):
    """How grave it is; ``idle`` is not in use and says so."""

    OK = "ok"
    IDLE = "idle"
    WARN = "warn"
    DOWN = "down"


class Asked(StrEnum):
    """What a look is about."""

    HEALTH = "health"
    RISK = "risk"


class Area(NamedTuple):
    """A group of findings."""

    key: str
    label: Words
    order: int


PROCESSES = Area("processes", _("Processes"), 10)
QUEUE = Area("queue", _("Queue"), 20)
TIMETABLE = Area("timetable", _("Timetable"), 30)
STORE = Area("store", _("Disk"), 40)
DATABASE = Area("database", _("Database"), 50)
MAIL = Area("mail", _("E-mail"), 60)
BACKUP = Area("backup", _("Backup"), 70)
DOOR = Area("door", _("Address and certificate"), 80)
CLOCK = Area("clock", _("Clock"), 90)
VERSION = Area("version", _("Version"), 100)
SECRETS = Area("secrets", _("Keys and access"), 110)


@dataclass(frozen=True)
class Finding:
    """One line: what was found, by what count or at what time, and what to do about it.

    ``key`` is for programs and never changes; ``page`` is the name of an address where it can be
    mended; ``facts`` are plain values for programs, without persons' data.
    """

    key: str
    level: Level
    label: Words
    words: Words
    todo: Words = ""
    count: int | None = None
    at: datetime | None = None
    page: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.level is Level.OK and self.count is None and self.at is None:
            raise ValueError(f"{self.key} is green without a count or a time")
        if self.level in {Level.WARN, Level.DOWN} and not self.todo:
            raise ValueError(f"{self.key} does not say what to do")


Look = Callable[[], Iterable[Finding]]


class Registered(NamedTuple):
    """A look with its place."""

    area: Area
    asked: frozenset[Asked]
    look: Look


_looks: list[Registered] = []
GRAVE = {Level.OK: 0, Level.IDLE: 0, Level.WARN: 1, Level.DOWN: 2}


def looks_at(area: Area, *asked: Asked) -> Callable[[Look], Look]:
    """Have a function asked for its findings; rooms do it in ``checks.py``."""

    def register(look: Look) -> Look:
        _looks.append(Registered(area, frozenset(asked or {Asked.HEALTH}), look))
        return look

    return register


def areas(asked: Iterable[Asked] = tuple(Asked)) -> list[tuple[Area, list[Finding]]]:
    """All findings, area by area; what could not be looked at is a finding itself."""
    wanted = set(asked)
    found: dict[Area, list[Finding]] = {}
    for each in sorted(_looks, key=lambda one: one.area.order):
        if each.asked & wanted:
            found.setdefault(each.area, []).extend(_found(each))
    return list(found.items())


def worst(findings: Iterable[Finding]) -> Level:
    """The gravest level of some findings."""
    return max((each.level for each in findings), key=GRAVE.__getitem__, default=Level.IDLE)


def exit_code(findings: Iterable[Finding]) -> int:
    """0 fine, 1 warnings, 2 errors."""
    return GRAVE[worst(findings)]


def _found(each: Registered) -> list[Finding]:
    try:
        return list(each.look())
    except (DatabaseError, OSError) as error:
        name = f"{each.area.key}.{each.look.__name__.strip('_')}"
        words = gettext("This could not be looked at: %(error)s")
        reason = _reason(error)
        logger.warning("Could not look at %s: %s", each.area.key, reason)
        return [
            Finding(
                name,
                Level.DOWN,
                each.area.label,
                words % {"error": reason},
                _("Mend what the message names, then look again."),
            )
        ]


def _reason(error: DatabaseError | OSError) -> str:
    is_server = connection.vendor == "postgresql"
    if (
        isinstance(error, ProgrammingError)
        and is_server
        and (words := standing.in_words(error, connection.settings_dict))
    ):
        return words
    first = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {first}"[:300]

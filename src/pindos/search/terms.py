"""Words of searching: what can be found, who may read it, and what was found."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import IntegerChoices

PERSON, UNIT = "organisation.person", "organisation.unit"  # kinds of the floor below
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)  # of what has no time: filters by time leave it out
PER_KIND = 1_000  # of what fits, the newest so many are ranked
KIND_LENGTH = 40


class Weighed(IntegerChoices):
    """Whether the terms of an entry were counted."""

    NO = 0
    YES = 1
    CHANGED = 2  # counted, and changed since


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may read a thing: units read all of it, the others what is public.

    ``people`` are ids of persons, ``heads`` units whose heads were asked about it.
    """

    units: Collection[int] = ()
    people: Collection[int] = ()
    heads: Collection[int] = ()
    is_for_all: bool = False


@dataclass(frozen=True, slots=True)
class Findable:
    """A thing as it is to be found: the words of its title, of its text, and of internal notes.

    ``unit_id`` is whose it is and ``at`` its time, for filters; ``record_id`` its record, if any,
    so that it is made anew when somebody in it is pseudonymised or its texts are erased.
    """

    kind: str
    about_id: int
    title: str
    at: datetime
    readers: Readers
    text: str = ""
    notes: str = ""
    unit_id: int | None = None
    record_id: int | None = None


class Text(NamedTuple):
    """A text of a found thing, and what it is called: «Περιγραφή», «Απάντηση»."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A found thing as the viewer may see it: ``texts`` hold nothing that they may not read."""

    title: str
    url: str
    number: str = ""
    facts: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()
    at: datetime | None = None


class Piece(NamedTuple):
    """A part of a text, and whether it is what was looked for."""

    text: str
    is_hit: bool


class Why(NamedTuple):
    """Where what was looked for stands: the name of the text, and the part of it in pieces."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Found:
    """One result: its title in pieces, and why it fits; ``label`` says what kind it is."""

    kind: str
    about_id: int
    shown: Shown
    title: list[Piece]
    whys: list[Why]
    score: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many things of a kind fit; ``is_more``: only the newest were looked at."""

    kind: str
    label: str
    number: int
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """What was found: a page of it, the counts of each kind, and how it was understood.

    ``is_near``: nothing held the words as they were typed, so words that are like them were
    taken. ``is_loose``: nothing held every word, so things that hold some are shown.
    ``says_nothing``: no word of what was typed can be looked for.
    """

    items: list[Found] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    total: int = 0
    is_more: bool = False
    is_near: bool = False
    is_loose: bool = False
    is_cut: bool = False
    says_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """By what results are narrowed: whose they are, and since when."""

    unit_id: int | None = None
    since: datetime | None = None

"""Settings that an administrator changes while the house runs: declared here, kept as rows.

A room declares its settings in ``options.py`` and reads them by ``NAME.now()`` whenever it needs
one, never while it is imported. All values stand in one snapshot for each process. It is looked
at again when it is older than ``FRESH`` seconds, by one query that says whether any row has moved:
every process, web or worker, follows a change within that time and none needs a restart.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import NotFound, Refused, Words
from pindos.kernel.home import at_home
from pindos.kernel.kinds import Kind
from pindos.kernel.models import Option as Row

DEMONSTRATION = "kernel.demonstration"  # no setting: a mark (kernel.demonstration)
FRESH = 2.0  # seconds for which a process believes what it has read

T = TypeVar("T")
Values = Mapping[str, Any]
Faults = dict[str, Words]
Check = Callable[[Values], Faults]


@dataclass(frozen=True)
class Section:
    """Settings that stand on one page; ``check`` looks at their values together."""

    key: str
    label: Words
    help: Words
    order: int
    check: Check = lambda values: {}


@dataclass(frozen=True, eq=False)
class Option(Generic[T]):
    """One setting: its words, what it may be, and what it is until somebody changes it."""

    key: str
    kind: Kind[T]
    default: T
    label: Words
    help: Words
    section: Section

    def now(self) -> T:
        """What is set at present, or the default."""
        set_to = snapshot().values.get(self.key)
        return self.default if set_to is None else set_to

    def words(self, value: T | None) -> str:
        """A value as people read it; None is the default."""
        return self.kind.words(self.default if value is None else value)


class Snapshot(NamedTuple):
    """What was set when it was read, and how many rows and versions there were then."""

    values: dict[str, Any]
    mark: tuple[int, int]
    read_at: float


_declared: dict[str, Option[Any]] = {}
_snapshot: Snapshot | None = None

LISTS = Section("lists", _("Lists"), _("How long the pages of lists are."), 60)
KEEPING = Section("keeping", _("Keeping"), _("After how long what is done with is forgotten."), 70)


def option(
    key: str, kind: Kind[T], *, default: T, label: Words, help: Words, section: Section
) -> Option[T]:
    """Declare a setting; its key begins with the room's name and never changes."""
    if key in _declared:
        raise RuntimeError(f"two options are called {key!r}")
    declared = Option(key, kind, default, label, help, section)
    _declared[key] = declared
    return declared


def options() -> list[Option[Any]]:
    """All that the house declares, by section, in the order of their declaration."""
    return sorted(_declared.values(), key=lambda each: each.section.order)


def sections() -> list[Section]:
    """All sections in order."""
    return list(dict.fromkeys(each.section for each in options()))


def option_called(key: str) -> Option[Any]:
    """The option of this key; NotFound when the house has none."""
    if key not in _declared:
        raise NotFound
    return _declared[key]


def snapshot() -> Snapshot:
    """What is set, at most ``FRESH`` seconds old."""
    global _snapshot  # noqa: PLW0603  one for the process: that is the point of it
    seen = _snapshot
    if seen is not None and time.monotonic() - seen.read_at < FRESH:
        return seen
    began = time.monotonic()  # what is changed while it is read is not in it
    with at_home():
        mark = _mark()
        if seen is None or seen.mark != mark:
            _snapshot = Snapshot(dict(_usable()), mark, began)
        else:
            _snapshot = seen._replace(read_at=began)
    return _snapshot


def forget() -> None:
    """Read anew at the next question."""
    global _snapshot  # noqa: PLW0603
    _snapshot = None


def write(row: Row, value: Any) -> None:
    """Keep a value that has been parsed, or None for the default; inside the caller's act."""
    row.version += 1
    row.value = value
    row.save()
    _after_commit(forget)


def _after_commit(act: Callable[[], None]) -> None:
    transaction.on_commit(act)


def _mark() -> tuple[int, int]:
    found = Row.objects.aggregate(rows=Count("pk"), versions=Sum("version"))
    return found["rows"], found["versions"] or 0


def _usable() -> Iterator[tuple[str, Any]]:
    """What this version can use; what another has left behind stays unread."""
    for key, value in Row.objects.exclude(value=None).values_list("key", "value"):
        if key == DEMONSTRATION:
            yield key, value
            continue
        with suppress(Refused, KeyError):
            yield key, _declared[key].kind.parse(value)

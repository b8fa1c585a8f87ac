"""The main menu: each context puts its entries in; the page frame shows those that apply."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.counting import Counted, counts_of

MOST_BESIDE = 999  # beside a line of the menu; of more it is said that they are more
Count = Callable[[Viewer], Counted | int | None]  # a question, or a number that is known already


def _no_count(viewer: Viewer) -> None:
    return None


@dataclass(frozen=True, eq=False)
class Group:
    """A part of the administration: its lines stand together, fold, and have a start page."""

    key: str
    label: str | Promise
    order: int
    says: str | Promise

    def __str__(self) -> str:
        return str(self.label)


ACCESS = Group(
    "access",
    _("People and access"),
    70,
    _("Who may come in, how they sign in, and what is kept about them."),
)
DESK = Group(
    "desk",
    _("The desk"),
    71,
    _("What people may ask for, how fast it is promised, and in which hours."),
)
OPERATIONS = Group(
    "operations",
    _("Operations"),
    72,
    _("Whether the product is well, how it is set, and what has happened in it."),
)
GROUPS = (ACCESS, DESK, OPERATIONS)


@dataclass(frozen=True, eq=False)
class Entry:
    """One line of the menu; ``count`` stands beside it, with ``count_of`` said for the ear.

    Nothing stands there for none. What the lines of a menu count is asked by one statement.

    ``says`` is the sentence on the start page of the administration, for lines of a ``Group``.
    ``keys`` is its shortcut, such as ``g q`` or ``c``, named by the keys' places.
    """

    label: str | Promise
    url_name: str
    icon: str
    order: int
    group: str | Promise | Group = ""
    shown_to: Callable[[Viewer], bool] = field(default=lambda viewer: viewer.is_known)
    count: Count = _no_count
    count_of: str | Promise = ""
    keys: str = ""
    says: str | Promise = ""

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands: lines of one group stand together."""
        return (self.group.order, self.order) if isinstance(self.group, Group) else (self.order, 0)


class Figures:
    """What stands beside the lines of one menu: all of it asked where the first is shown."""

    def __init__(self, entries: Iterable[Entry], viewer: Viewer) -> None:
        self._entries = entries
        self._viewer = viewer

    def beside(self, entry: Entry) -> int | None:
        """The number at one line, at most one more than ``MOST_BESIDE``."""
        return self._known[entry] or None

    @cached_property
    def _known(self) -> dict[Entry, int | None]:
        said = {entry: entry.count(self._viewer) for entry in self._entries}
        asked = {entry: of for entry, of in said.items() if isinstance(of, Counted)}
        counts = dict(zip(asked, counts_of(asked.values(), MOST_BESIDE + 1), strict=True))
        known = {entry: of for entry, of in said.items() if not isinstance(of, Counted)}
        return {**known, **counts}


@dataclass(frozen=True)
class Line:
    """An entry as one viewer gets it; its count is asked for where the line is shown."""

    entry: Entry
    figures: Figures

    @property
    def count(self) -> int | None:
        """What stands beside it."""
        return self.figures.beside(self.entry)

    @property
    def said(self) -> str:
        """The same as it is read; empty where nothing stands."""
        return said_beside(self.count)


_entries: list[Entry] = []


def add(entry: Entry) -> None:
    """Put an entry into the menu; contexts call it in ``web/menu.py``."""
    _entries.append(entry)
    _entries.sort(key=lambda each: each.place)


def lines_for(viewer: Viewer) -> list[Line]:
    """What the viewer's menu holds, in order."""
    shown = [each for each in _entries if each.shown_to(viewer)]
    figures = Figures(shown, viewer)
    return [Line(each, figures) for each in shown]


def count_beside(lines: Iterable[Line], url_name: str) -> int:
    """The number at the line of a page; 0 when there is no such line."""
    return next((line.count or 0 for line in lines if line.entry.url_name == url_name), 0)


def said_beside(count: int | None) -> str:
    """A number as it stands beside a line: 12, or 999+ for all that are more."""
    if not count:
        return ""
    return str(count) if count <= MOST_BESIDE else f"{MOST_BESIDE}+"

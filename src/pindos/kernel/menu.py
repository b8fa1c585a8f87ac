"""The main menu: each context puts its entries in; the page frame shows those that apply."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.functional import Promise

from pindos.kernel.access import Viewer

Count = Callable[[Viewer], int | None]


def _no_count(viewer: Viewer) -> int | None:
    return None


@dataclass(frozen=True)
class Entry:
    """One line of the menu; ``count`` stands beside it, with ``count_of`` said for the ear.

    ``keys`` is its shortcut, such as ``g q`` or ``c``, named by the keys' places.
    """

    label: str | Promise
    url_name: str
    icon: str
    order: int
    group: str | Promise = ""
    shown_to: Callable[[Viewer], bool] = field(default=lambda viewer: viewer.is_known)
    count: Count = _no_count
    count_of: str | Promise = ""
    keys: str = ""


@dataclass(frozen=True)
class Line:
    """An entry as one viewer gets it; its count is asked for where the line is shown."""

    entry: Entry
    viewer: Viewer

    @cached_property
    def count(self) -> int | None:
        """What stands beside it."""
        return self.entry.count(self.viewer)


_entries: list[Entry] = []


def add(entry: Entry) -> None:
    """Put an entry into the menu; contexts call it in ``web/menu.py``."""
    _entries.append(entry)
    _entries.sort(key=lambda each: each.order)


def lines_for(viewer: Viewer) -> list[Line]:
    """What the viewer's menu holds, in order."""
    return [Line(each, viewer) for each in _entries if each.shown_to(viewer)]

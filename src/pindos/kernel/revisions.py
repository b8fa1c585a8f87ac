"""What administrators set can be put back: each room says which of its rows, and how.

A room registers in its ``revisions.py``. Who may put a value back is whoever may set it: the
room's own command is called, with its rights, its checks and its event.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Words

Values = Mapping[str, Any]
Called = Callable[[Viewer, int, Values], str]


@dataclass(frozen=True, slots=True)
class Revisable:
    """A kind of row that people set.

    ``thing`` is its table as events name it; ``events`` are the names of those whose changes can
    be put back. ``now`` gives the row's values by the names that its changes have (NotFound for
    one that is gone or not the viewer's); ``put`` sets all of them by the room's command.
    ``called`` says what people call the row, given its values; empty where there is only one.
    ``needs_proof``: only for whoever has just proved who they are. ``page`` is the address of the
    page on which one such row stands with its history; then whoever reads that reads this too.
    """

    thing: str
    label: Words
    events: frozenset[str]
    now: Callable[[Viewer, int], Values]
    put: Callable[[Viewer, int, Values], object]
    called: Called
    needs_proof: bool = False
    page: Callable[[int], str] | None = None


def by_value(name: str) -> Called:
    """A row is called by one of its values."""
    return lambda _viewer, _pk, values: str(values[name])


def the_only_one(_viewer: Viewer, _pk: int, _values: Values) -> str:
    """There is one row of the kind: its name is that of the kind."""
    return ""


_known: dict[str, Revisable] = {}


def revisable(entry: Revisable) -> None:
    """Let what this kind of row was be put back; each event belongs to one kind."""
    for name in entry.events:
        if _known.get(name, entry).thing != entry.thing:
            raise RuntimeError(f"two rooms put back what {name} changed")
        _known[name] = entry


def revisable_by(event_name: str) -> Revisable | None:
    """The kind of row whose change this event was, if it can be put back."""
    return _known.get(event_name)


def revisables() -> list[Revisable]:
    """Every kind once, by its words."""
    found = {each.thing: each for each in _known.values()}
    return sorted(found.values(), key=lambda each: str(each.label))


def revisable_events(thing: str = "") -> list[str]:
    """The names of all events that can be put back, or of those of one kind of row."""
    return sorted(name for name, each in _known.items() if thing in ("", each.thing))

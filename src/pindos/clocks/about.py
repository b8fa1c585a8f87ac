"""What clocks run for: the room that owns such a thing says what it is called."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Words


class Named(NamedTuple):
    """A thing as a page shows it, and where it is looked at."""

    name: str
    url: str


Counts = tuple[int, str]  # seconds of working time, and the key of the hours they are counted by
Retold = Callable[[Mapping[str, Any], Collection[int]], Mapping[int, Mapping[str, Counts]]]
Names = Callable[[Viewer, Collection[int]], Mapping[int, Named]]


class Kind(NamedTuple):
    """A kind of thing for which clocks run.

    ``names`` says how things are called, as far as a viewer sees them; ``promises`` how their
    promises are. ``moved`` hears, in the same transaction, whose clocks end at another time now.
    ``retold`` says by the keys of its promises what the clocks of these things would count if
    they were promised otherwise, as the room itself has put it; things that it would not concern
    are left out.
    """

    names: Names
    promises: Mapping[str, Words]
    moved: Callable[[Collection[int]], object]
    retold: Retold = lambda said, ids: {}


_kinds: dict[str, Kind] = {}


def runs_for(about: str, kind: Kind) -> None:
    """Let clocks run for things of a kind."""
    _kinds[about] = kind


def named(viewer: Viewer, about: str, ids: Collection[int]) -> Mapping[int, Named]:
    """The names of things that the viewer sees; others are left out."""
    return _kinds[about].names(viewer, ids) if about in _kinds else {}


def promise_called(about: str, key: str) -> str:
    """What a promise of a kind of thing is called; a numbered one by what stands before it."""
    promises = _kinds[about].promises if about in _kinds else {}
    return str(promises.get(key.partition(":")[0], key))


def tell_moved(about: str, ids: Collection[int]) -> None:
    """Tell the room that owns these things that their clocks end at another time."""
    if about in _kinds:
        _kinds[about].moved(ids)


def retold_of(
    about: str, said: Mapping[str, Any], ids: Collection[int]
) -> Mapping[int, Mapping[str, Counts]]:
    """What clocks of these things would count if they were promised otherwise."""
    return _kinds[about].retold(said, ids) if about in _kinds else {}

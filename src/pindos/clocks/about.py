"""What clocks run for: the room that owns such a thing says what it is called."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Words


class Named(NamedTuple):
    """A thing as a page shows it, and where it is looked at."""

    name: str
    url: str


Names = Callable[[Viewer, Collection[int]], Mapping[int, Named]]


class Kind(NamedTuple):
    """A kind of thing for which clocks run.

    ``names`` says how things are called, as far as a viewer sees them; ``promises`` how their
    promises are. ``moved`` hears, in the same transaction, whose clocks end at another time now.
    """

    names: Names
    promises: Mapping[str, Words]
    moved: Callable[[Collection[int]], object]


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

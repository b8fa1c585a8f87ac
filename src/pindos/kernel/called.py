"""What a thing of a floor above is called, for those who may read it; asked by the floors below.

A timeline keeps only the kind and the id of such a thing. Whoever may not read it learns neither
its number nor that it exists: the room that owns it leaves it out.
"""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from pindos.kernel.access import Viewer


class Called(NamedTuple):
    """What a thing is called, and its page."""

    number: str
    title: str
    url: str


Namer = Callable[[Viewer, Collection[int]], dict[int, Called]]
Thing = tuple[str, int]

_namers: dict[str, Namer] = {}


def calls(kind: str) -> Callable[[Namer], Namer]:
    """Let a function name things of a kind: (viewer, ids) -> those of them that they read."""

    def register(function: Namer) -> Namer:
        if kind in _namers:
            raise RuntimeError(f"two rooms name {kind!r}")
        _namers[kind] = function
        return function

    return register


def called(viewer: Viewer, things: Iterable[Thing]) -> dict[Thing, Called]:
    """Those of the things that the viewer may read; a query a kind."""
    by_kind: dict[str, set[int]] = {}
    for kind, pk in things:
        by_kind.setdefault(kind, set()).add(pk)
    return {
        (kind, pk): found
        for kind, ids in by_kind.items()
        if kind in _namers
        for pk, found in _namers[kind](viewer, ids).items()
    }


def called_about(viewer: Viewer, abouts: Iterable[str]) -> dict[str, Called]:
    """The same of things as notices and messages name them: ``servicedesk.ticket:7``."""
    named = {about: about.partition(":") for about in abouts}
    things = {
        about: (kind, int(pk)) for about, (kind, _colon, pk) in named.items() if pk.isdecimal()
    }
    found = called(viewer, things.values())
    return {about: found[thing] for about, thing in things.items() if thing in found}

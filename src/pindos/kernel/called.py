"""What a thing of a floor above is called, for those who may read it; asked by the floors below.

A timeline keeps only the kind and the id of such a thing. Whoever may not read it learns neither
its number nor that it exists: the room that owns it leaves it out.
"""

from collections.abc import Callable, Collection, Iterable

from pindos.kernel.access import Viewer

Namer = Callable[[Viewer, Collection[int]], dict[int, str]]
Thing = tuple[str, int]

_namers: dict[str, Namer] = {}


def calls(kind: str) -> Callable[[Namer], Namer]:
    """Let a function name things of a kind: (viewer, ids) -> the numbers of those they read."""

    def register(function: Namer) -> Namer:
        if kind in _namers:
            raise RuntimeError(f"two rooms name {kind!r}")
        _namers[kind] = function
        return function

    return register


def called(viewer: Viewer, things: Iterable[Thing]) -> dict[Thing, str]:
    """The numbers of those of the things that the viewer may read; a query a kind."""
    by_kind: dict[str, set[int]] = {}
    for kind, pk in things:
        by_kind.setdefault(kind, set()).add(pk)
    return {
        (kind, pk): number
        for kind, ids in by_kind.items()
        if kind in _namers
        for pk, number in _namers[kind](viewer, ids).items()
    }

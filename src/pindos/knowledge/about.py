"""Which categories an instruction may have: the room above that keeps a catalogue says so."""

from collections.abc import Callable

from pindos.kernel.access import Viewer

Topics = Callable[[Viewer], list[tuple[str, str]]]

_said: list[Topics] = []


def topics_from(function: Topics) -> Topics:
    """Let a function give the keys and names of all categories that somebody may choose."""
    _said.append(function)
    return function


def topics_offered(viewer: Viewer) -> list[tuple[str, str]]:
    """The keys and names of the categories; none where no room keeps any."""
    return [pair for function in _said for pair in function(viewer)]

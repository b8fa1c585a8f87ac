"""Who may see a thing that a floor below keeps: the floor above that owns the matter says so.

Records keep files and timelines without knowing what they are about; before they show one, they
ask here. A kind of thing that nobody answers for is shown to nobody.
"""

from collections.abc import Callable

from pindos.kernel.access import Viewer

Answer = Callable[[Viewer, int], str]

Shared = Callable[[Viewer, int, bool], bool]

_answers: dict[str, Answer] = {}
_shared: dict[str, Shared] = {}


def sight_of(kind: str) -> Callable[[Answer], Answer]:
    """Let a function say how much of one kind of thing a viewer sees: (viewer, id) -> Sight."""

    def register(function: Answer) -> Answer:
        if kind in _answers:
            raise RuntimeError(f"two answers for {kind!r}")
        _answers[kind] = function
        return function

    return register


def sight(viewer: Viewer, kind: str, pk: int) -> str:
    """How much the viewer sees of one thing; ``none`` when nobody answers for its kind."""
    answer = _answers.get(kind)
    return answer(viewer, pk) if answer else "none"


def shared_of(kind: str) -> Callable[[Shared], Shared]:
    """Let a function say whether one entry was sent beyond its own thing.

    It is asked (viewer, entry, whether the entry is internal).
    """

    def register(function: Shared) -> Shared:
        _shared[kind] = function
        return function

    return register


def is_shared(viewer: Viewer, kind: str, entry_id: int, *, is_internal: bool) -> bool:
    """Whether one entry of a thing that the viewer does not see was sent to them all the same."""
    answer = _shared.get(kind)
    return answer is not None and answer(viewer, entry_id, is_internal)

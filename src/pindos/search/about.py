"""What can be found: the room that owns such a thing says how it is called and who sees it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound, Words
from pindos.search.terms import PER_KIND, Findable, Shown

Readable = Callable[[Viewer, Collection[int], bool], Collection[int]]
Source = Callable[[Collection[int]], Iterable[Findable]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that can be found.

    ``readable(viewer, ids, is_internal)`` says which of some the viewer may read, with their notes
    where it is so: the last word on rights, asked of whatever fits before it is counted.
    ``shown(viewer, ids)`` says how things look to a viewer; ``source(ids)`` gives them as they
    are to be found, and ``ids(after, most)`` all that there are, in order: for building anew.
    Of what fits the newest ``most`` are ranked; where marks say nothing of rights, it is all.
    ``is_marked``: the marks of an entry say all of who may read it, so that the room is asked
    only of what is shown, and of all when it disagrees.
    ``of_person`` gives the ids of few things that bear somebody's name: with it they change.
    """

    key: str
    label: Words
    many: Words
    readable: Readable
    shown: Callable[[Viewer, Collection[int]], Mapping[int, Shown]]
    source: Source
    ids: Callable[[int, int], Collection[int]]
    most: int = PER_KIND
    is_marked: bool = False
    of_person: Callable[[int], Collection[int]] = lambda person_id: ()


class Lead(NamedTuple):
    """Where a text leads, and what is there; without ``url`` nowhere, and ``words`` say why.

    Where it may as well be a word («365»), it leads there not at once: the lead is not sure.
    """

    url: str = ""
    words: str = ""
    is_sure: bool = True


Jump = Callable[[Viewer, str], Lead | None]

_kinds: dict[str, Kind] = {}
_jumps: list[Jump] = []


def finds(kind: Kind) -> None:
    """Say that such things can be found."""
    if kind.key in _kinds:
        raise RuntimeError(f"{kind.key} is said twice")
    _kinds[kind.key] = kind


def jumps(function: Jump) -> Jump:
    """Let a function say where a text leads at once, such as a number to its ticket."""
    _jumps.append(function)
    return function


def kinds() -> list[Kind]:
    """All kinds, from the ground floor up."""
    return list(_kinds.values())


def kind_called(key: str) -> Kind:
    """The kind of this key; NotFound when there is none."""
    if key not in _kinds:
        raise NotFound
    return _kinds[key]


def leads_of(viewer: Viewer, text: str) -> list[Lead]:
    """Where a text may lead: to one thing at once, of several the viewer chooses.

    Nowhere, with the words why, when it can only be a number; none when it is to be looked for.
    """
    found = [lead for jump in _jumps if (lead := jump(viewer, text))]
    return [lead for lead in found if lead.url] or found[:1]


def lead_of(viewer: Viewer, text: str) -> Lead:
    """Where a text leads at once; nowhere, without words, when several things have the number."""
    found = leads_of(viewer, text)
    return found[0] if len(found) == 1 and found[0].is_sure else Lead()

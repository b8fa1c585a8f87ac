"""What happens on certain days, for a calendar of a floor below: the rooms above put theirs in."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from pindos.kernel.access import Viewer


class Happening(NamedTuple):
    """Something from a moment to another; ``label`` says in a word what kind of thing it is."""

    starts_at: datetime
    ends_at: datetime
    title: str
    label: str
    url: str


Source = Callable[[Viewer, datetime, datetime, int | None], list[Happening]]

_sources: list[Source] = []


def happens(source: Source) -> Source:
    """Let a function add to the calendars: (viewer, since, until, unit or None for one's own)."""
    _sources.append(source)
    return source


def happenings(
    viewer: Viewer, since: datetime, until: datetime, unit_id: int | None = None
) -> list[Happening]:
    """What the viewer may know of in a span of time, by its start."""
    found = [each for source in _sources for each in source(viewer, since, until, unit_id)]
    return sorted(found)

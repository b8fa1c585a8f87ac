"""Times for which a clock stands still."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple


class Pause(NamedTuple):
    """From a moment up to another, not with it; ``end`` is None while it lasts."""

    start: datetime
    end: datetime | None


def joined(pauses: Iterable[Pause]) -> list[Pause]:
    """In order, in UTC, without those that take no time; those that overlap or touch are one."""
    found: list[Pause] = []
    for pause in sorted(map(_in_utc, pauses), key=lambda each: each.start):
        if pause.end is not None and pause.end <= pause.start:
            continue
        if not found or (found[-1].end is not None and found[-1].end < pause.start):
            found.append(pause)
        elif found[-1].end is not None:
            end = None if pause.end is None else max(found[-1].end, pause.end)
            found[-1] = Pause(found[-1].start, end)
    return found


def _in_utc(pause: Pause) -> Pause:
    """Moments of one zone are compared by their wall clocks, which are wrong when these change."""
    return Pause(pause.start.astimezone(UTC), pause.end and pause.end.astimezone(UTC))

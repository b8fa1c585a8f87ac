"""The working hours of a day: read from what people write, checked, and written again."""

import re
from collections.abc import Sequence
from typing import NamedTuple

DAY = 24 * 60  # minutes
ONE = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})")
BETWEEN = re.compile(r"\s*(?:,|;|\bκαι\b|\band\b)\s*")
MOST_WRITTEN = 200  # characters for one day: more is no working hours


class Hours(NamedTuple):
    """From a minute of the local day up to another, not with it; 0 to 1440."""

    start: int
    end: int


NO_HOURS: tuple[Hours, ...] = ()
EVERY_HOUR = (Hours(0, DAY),)


class BadHours(ValueError):
    """These are no working hours; ``piece`` is what cannot be used, ``why`` one of WHY."""

    WHY = ("unread", "no such time", "empty", "overlap")

    def __init__(self, piece: str, why: str) -> None:
        super().__init__(f"{why}: {piece}")
        self.piece = piece
        self.why = why


def hours_read(text: str) -> tuple[tuple[Hours, ...], tuple[Hours, ...]]:
    """What «07:00-15:00, 17:00-19:00» says: the hours of the day, and those that run past it.

    «22:00-06:00» is a night: two hours of this day and six of the next. 24:00 ends a day.
    Nothing written means that nobody works. Raises BadHours.
    """
    said = text.strip()
    if len(said) > MOST_WRITTEN:
        raise BadHours(said[:MOST_WRITTEN], "unread")
    today: list[Hours] = []
    tomorrow: list[Hours] = []
    for piece in filter(None, BETWEEN.split(said)):
        start, end = _read_one(piece)
        if start < end:
            today.append(Hours(start, end))
        else:
            today.append(Hours(start, DAY))
            tomorrow.extend([Hours(0, end)] if end else [])
    return in_order(today), in_order(tomorrow)


def _read_one(piece: str) -> tuple[int, int]:
    found = ONE.fullmatch(piece.strip())
    if found is None:
        raise BadHours(piece, "unread")
    numbers = [int(each) for each in found.groups()]
    start, end = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
    if max(numbers[1], numbers[3]) > 59 or start >= DAY or end > DAY:
        raise BadHours(piece, "no such time")
    if start == end:
        raise BadHours(piece, "empty")
    return start, end


def in_order(hours: Sequence[Hours]) -> tuple[Hours, ...]:
    """By their start, those that touch made one; raises BadHours where two overlap."""
    found: list[Hours] = []
    for each in sorted(hours):
        if found and each.start < found[-1].end:
            raise BadHours(f"{_one(found[-1])}, {_one(each)}", "overlap")
        if found and each.start == found[-1].end:
            found[-1] = Hours(found[-1].start, each.end)
        else:
            found.append(each)
    return tuple(found)


def hours_written(hours: Sequence[Hours]) -> str:
    """As people write them; empty when nobody works."""
    return ", ".join(_one(each) for each in hours)


def _one(hours: Hours) -> str:
    return f"{_time(hours.start)}-{_time(hours.end)}"


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"

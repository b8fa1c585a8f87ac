"""When a leg of a ticket begins and ends, by where the ticket stood before and stands after."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from pindos.servicedesk.terms import Began


class Stand(NamedTuple):
    """Who answers for a ticket, who has the work, and whether there is work at all.

    One that ``is_merged`` is dealt with in another ticket; taken apart again it goes on.
    """

    unit_id: int
    with_unit_id: int
    is_open: bool
    is_merged: bool = False


class Leg(NamedTuple):
    """One leg as it follows from the changes."""

    unit_id: int
    for_unit_id: int
    began_by: Began
    began_at: datetime
    ended_at: datetime | None


def begun_by(before: Stand | None, after: Stand) -> Began | None:
    """How a leg begins by a change; None when the ticket stays with the unit, or is at rest."""
    if not after.is_open:
        return None
    if before is None:
        return Began.OPENED
    if not before.is_open:
        return Began.BACK if before.is_merged else Began.REOPENED
    if before.unit_id != after.unit_id:
        return Began.MOVED
    if before.with_unit_id == after.with_unit_id:
        return None
    return Began.BACK if after.with_unit_id == after.unit_id else Began.REFERRED


def is_ended(before: Stand, after: Stand) -> bool:
    """Whether the leg that was ends by a change."""
    return before.is_open and (not after.is_open or begun_by(before, after) is not None)


def legs_in(stands: Iterable[tuple[datetime, Stand]]) -> list[Leg]:
    """The legs of a ticket that stood so from these moments on, the first one first."""
    legs: list[Leg] = []
    before: Stand | None = None
    for at, after in stands:
        if before is not None and is_ended(before, after):
            legs[-1] = legs[-1]._replace(ended_at=at)
        if began := begun_by(before, after):
            legs.append(Leg(after.with_unit_id, after.unit_id, began, at, None))
        before = after
    return legs


def nearest_rank(lengths: Sequence[int], percent: int) -> int:
    """The percentile by nearest rank: of n in order the one at n·percent/100, rounded up.

    It is always one that really was, and the same on every database. There must be one at least.
    """
    return lengths[-(-len(lengths) * percent // 100) - 1]

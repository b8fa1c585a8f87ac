"""How many rows several prepared questions have: asked together, by one statement."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from pindos.kernel.straight import rows_of

Way = tuple[str, list[Any]]  # a statement that counts, and its values


class Counted(NamedTuple):
    """A question of which only the number of rows is wanted; with ``others``, which share none."""

    question: Any  # kernel.prepared.Prepared
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    others: tuple["Counted", ...] = ()


def counts_of(asked: Iterable[Counted], most: int | None = None) -> list[int]:
    """How many rows each of these questions has; one statement for them all.

    With ``most`` no more than that are counted of each, so that a heap costs no more than so many.
    """
    ways = [_counting(each, most) for each in asked]
    if not any(ways):
        return [0] * len(ways)
    sums = [_sum(each, most) for each in ways]
    values = [value for _sql, own in sums for value in own]
    found = rows_of(f"SELECT {', '.join(sql for sql, _values in sums)}", values)[0]
    return list(found) if most is None else [min(number, most) for number in found]


def _sum(ways: list[Way], most: int | None) -> Way:
    """The number of all ways together; where the first is ``most`` already, no other is asked."""
    said = [f"({sql})" for sql, _values in ways]
    every = [value for _sql, own in ways for value in own]
    if most is None or len(ways) < 2:
        return " + ".join(said) or "0", every
    lazy = f"CASE WHEN {said[0]} >= {most} THEN {most} ELSE {' + '.join(said)} END"
    return lazy, [*ways[0][1], *every]


def _counting(asked: Counted, most: int | None) -> list[Way]:
    """The statements whose numbers make up this one, with their values."""
    ways = (asked, *asked.others)
    put = [
        each.question.put_in(each.args, each.kwargs, is_counted=True, most=most) for each in ways
    ]
    return [(statement.sql, values) for statement, values in put if statement is not None]

"""Asking the index of either database for the newest entries that fit, rights before any cap.

Words come first: their lists are short. What narrows little (the rights of somebody who sees many
units, the kind that most entries are of) is looked up in the rows that hold the words. PostgreSQL
gathers all that fit before it sorts, so that of common words only the newest part is asked for:
as far back as the weights say that enough will be found, and farther when it was not.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from pindos.kernel.access import Viewer
from pindos.organisation.rights import units_headed_by, units_seen_by
from pindos.search.rules import (
    ALL,
    Asked,
    Candidate,
    Weights,
    Word,
    of_head,
    of_kind,
    of_person,
    of_unit,
    owned_by,
)
from pindos.search.terms import PER_KIND, Filters

Way = tuple[str, bool]  # a term or mark, and whether it is only the beginning of one

COLUMNS = "e.id, e.kind, e.about_id, e.is_internal, e.head, e.terms"
ON_SQLITE = f"""
    SELECT {COLUMNS} FROM search_terms JOIN search_entry e ON e.id = search_terms.rowid
    WHERE search_terms MATCH %s {{more}} ORDER BY search_terms.rowid DESC LIMIT %s
"""
ON_POSTGRESQL = f"""
    SELECT {COLUMNS} FROM search_entry e
    WHERE e.marks @@ %s::tsquery {{more}} ORDER BY e.id DESC LIMIT %s
"""
FEW_MARKS = 6  # of a reader: so few narrow much, and are asked of the index
FEW_OF_KIND = 0.2  # of all entries: the mark of such a kind narrows much
GATHERED = 4  # times what is wanted: so many are sorted without ado
SPARE = 1.3  # how much farther back than the weights say
FARTHEST = 30  # times as far back, when too few were found; then all are asked for


class Where(NamedTuple):
    """What is asked: groups for the index, and what is looked up in the rows."""

    groups: list[list[Way]]
    sql: str
    given: list[Any]


def marks_of(viewer: Viewer) -> list[str]:
    """By which marks somebody may read an entry; one of them is enough."""
    found = [ALL, *map(of_unit, sorted(units_seen_by(viewer)))]
    found += map(of_head, sorted(units_headed_by(viewer)))
    return found if viewer.person_id is None else [*found, of_person(viewer.person_id)]


def candidates(
    viewer: Viewer,
    kind: str,
    asked: Asked,
    filters: Filters,
    weights: Weights,
    *,
    is_any: bool = False,
    most: int = PER_KIND,
) -> list[Candidate]:
    """The newest entries of a kind that the viewer may read and that hold every word.

    With ``is_any`` one of the words is enough. One more than ``most`` says that there are more.
    """
    words = [list(_ways(word)) for word in asked.words]
    groups = [[way for ways in words for way in ways]] if is_any else words
    where = _narrowed(viewer, kind, groups, filters, weights)
    if connection.vendor != "postgresql":
        return _rows(ON_SQLITE, where, most)
    expected = expected_of(asked, weights, is_any=is_any)
    if is_common(kind, weights) and expected > GATHERED * most:
        found = _newest_rows(where, most, int(SPARE * most * weights.total / expected))
        if len(found) > most:
            return found
    return _rows(ON_POSTGRESQL, where, most)


def is_common(kind: str, weights: Weights) -> bool:
    """Whether so many entries are of this kind that its mark narrows little."""
    return weights.found_in.get(of_kind(kind), 0) >= FEW_OF_KIND * weights.total


def expected_of(asked: Asked, weights: Weights, *, is_any: bool) -> int:
    """How many entries fit at most, as the weights know; a beginning may be one of any word."""
    counts = [
        weights.total
        if word.beginnings
        else sum(weights.found_in.get(term, 0) for term in word.every)
        for word in asked.words
    ]
    return sum(counts) if is_any else min(counts)


def _newest_rows(where: Where, most: int, back: int) -> list[Candidate]:
    """Those among the newest so many entries, or farther back, as long as it is worth it."""
    newest = _newest()
    found: list[Candidate] = []
    while back < newest:
        after = Where(where.groups, f"{where.sql} AND e.id > %s", [*where.given, newest - back])
        found = _rows(ON_POSTGRESQL, after, most)
        if len(found) > most or FARTHEST * len(found) < most:
            break
        back = int(SPARE * back * most / len(found))
    return found


def _narrowed(
    viewer: Viewer, kind: str, words: list[list[Way]], filters: Filters, weights: Weights
) -> Where:
    groups, sql = list(words), ""
    given: list[Any] = []
    if is_common(kind, weights):
        sql, given = "AND e.kind = %s", [kind]
    else:
        groups.append([(of_kind(kind), False)])
    marks = marks_of(viewer)
    if len(marks) <= FEW_MARKS:
        groups.append([(mark, False) for mark in marks])
    else:
        right, wanted = _one_of(marks)
        sql, given = f"{sql} AND {right}", [*given, *wanted]
    if filters.unit_id is not None:
        groups.append([(owned_by(filters.unit_id), False)])
    if filters.since is not None:
        ops: Any = connection.ops
        sql = f"{sql} AND e.at >= %s"
        given = [*given, ops.adapt_datetimefield_value(filters.since)]
    return Where(groups, sql, given)


def _one_of(marks: Sequence[str]) -> tuple[str, list[Any]]:
    """Whether a row bears one of the marks, and what is put into that."""
    if connection.vendor == "postgresql":
        return "string_to_array(e.sight, ' ') && %s", [list(marks)]
    either = " OR ".join(["instr(' ' || e.sight || ' ', %s)"] * len(marks))
    return f"({either})", [f" {mark} " for mark in marks]


def entries_among(viewer: Viewer, kind: str, ids: Collection[int]) -> list[Candidate]:
    """The entries of these things that the viewer may read, whatever words they hold."""
    right, given = _one_of(marks_of(viewer))
    places = ", ".join(["%s"] * len(ids))
    sql = f"SELECT {COLUMNS} FROM search_entry e WHERE e.kind = %s"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} AND e.about_id IN ({places}) AND {right}", [kind, *ids, *given])
        return [Candidate(*row) for row in cursor.fetchall()]


def _rows(statement: str, where: Where, most: int) -> list[Candidate]:
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(more=where.sql), [_expression(where.groups), *where.given, most + 1]
        )
        return [Candidate(*row) for row in cursor.fetchall()]


def _newest() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM search_entry")
        return cursor.fetchone()[0] or 0


def _ways(word: Word) -> Iterator[Way]:
    for term in word.every:
        yield term, False
    for term in word.beginnings:
        yield term, True


def _expression(groups: Sequence[Sequence[Way]]) -> str:
    """One of each group, as the engine reads it; terms and marks hold no sign of either."""
    is_postgresql = connection.vendor == "postgresql"
    either, both = (" | ", " & ") if is_postgresql else (" OR ", " AND ")
    quote, beginning = ("'", ":*") if is_postgresql else ('"', "*")

    def written(way: Way) -> str:
        return f"{quote}{way[0]}{quote}{beginning if way[1] else ''}"

    return both.join(f"({either.join(map(written, group))})" for group in groups)

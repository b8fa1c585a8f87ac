"""Asking the index of either database for the newest entries that fit, rights before any cap.

One statement for all kinds. Words come first: their lists are short. What narrows little (the
rights of somebody who sees many units, the kind that most entries are of) is looked up in the rows
that hold the words. PostgreSQL gathers all that fit before it sorts, so that of common words only
the newest part is asked for: as far back as the weights say that enough will be found, and farther
when it was not.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
OF_ROW = "(e.marks @@ %s::tsquery) IS TRUE"  # said so, it is never asked of the index
FEW_MARKS = 6  # of a reader: so few narrow much, and are asked of the index
FEW_OF_KIND = 0.2  # of all entries: the mark of such a kind narrows much
GATHERED = 4  # times what is wanted: so many are sorted without ado
FEW_ROWS = 300  # wanted: of common words PostgreSQL finds so many by walking from the newest
SPARE = 1.3  # how much farther back than the weights say
FARTHEST = 30  # times as far back, when too few were found; then all are asked for


class Part(NamedTuple):
    """Kinds that are asked for together, with the most of each, and how many rows at most."""

    most: Mapping[str, int]
    rows: int


class Where(NamedTuple):
    """What is asked: groups for the index, what is looked up in the rows, and how many rows."""

    groups: list[list[Way]]
    sql: str
    given: list[Any]
    rows: int

    def after(self, pk: int) -> "Where":
        """The same of entries with greater ids only."""
        return Where(self.groups, f"{self.sql} AND e.id > %s", [*self.given, pk], self.rows)


def marks_of(viewer: Viewer) -> list[str]:
    """By which marks somebody may read an entry; one of them is enough."""
    found = [ALL, *map(of_unit, sorted(units_seen_by(viewer)))]
    found += map(of_head, sorted(units_headed_by(viewer)))
    return found if viewer.person_id is None else [*found, of_person(viewer.person_id)]


def candidates(
    viewer: Viewer,
    wanted: Mapping[str, int],
    asked: Asked,
    filters: Filters,
    weights: Weights,
    *,
    is_any: bool = False,
) -> dict[str, list[Candidate]]:
    """The newest entries that the viewer may read and that hold every word, by kind.

    ``wanted`` says how many of each kind; one more says that there are more. With ``is_any`` one
    of the words is enough.
    """
    words = [list(ways_of(word)) for word in asked.words]
    groups = [[way for ways in words for way in ways]] if is_any else words
    parts = list(_parts(wanted))
    asks = [_narrowed(viewer, part, groups, filters, weights) for part in parts]
    expected = expected_of(asked, weights, is_any=is_any)
    backs = [_back(part, expected, weights) for part in parts]
    newest = _newest() if any(backs) else 0
    found = _by_kind(
        ask.after(newest - back) if 0 < back < newest else ask
        for ask, back in zip(asks, backs, strict=True)
    )
    for part, ask, back in zip(parts, asks, backs, strict=True):
        if 0 < back < newest:
            for key in part.most:
                found[key] = _farther(ask, key, found[key], back, newest)
    return {key: found[key][: most + 1] for key, most in wanted.items()}


def _parts(wanted: Mapping[str, int]) -> Iterator[Part]:
    """Kinds of which there may be many each by itself; of the others all are taken, in one."""
    together = {key: most for key, most in wanted.items() if most > PER_KIND}
    if together:
        yield Part(together, sum(together.values()) + len(together))
    for key, most in wanted.items():
        if key not in together:
            yield Part({key: most}, most + 1)


def _back(part: Part, expected: int, weights: Weights) -> int:
    """How many of the newest entries are looked through first; 0 for all."""
    if connection.vendor != "postgresql" or expected <= GATHERED * part.rows:
        return 0
    if part.rows <= FEW_ROWS or len(part.most) > 1 or not is_common(part.most, weights):
        return 0
    return int(SPARE * part.rows * weights.total / expected)


def is_common(kinds: Collection[str], weights: Weights) -> bool:
    """Whether so many entries are of these kinds that their marks narrow little."""
    counted = sum(weights.found_in.get(of_kind(kind), 0) for kind in kinds)
    return counted >= FEW_OF_KIND * weights.total


def expected_of(asked: Asked, weights: Weights, *, is_any: bool) -> int:
    """How many entries fit at most, as the weights know; a beginning may be one of any word."""
    counts = [
        weights.total
        if word.beginnings
        else sum(weights.found_in.get(term, 0) for term in word.every)
        for word in asked.words
    ]
    return sum(counts) if is_any else min(counts)


def _farther(
    ask: Where, kind: str, found: list[Candidate], back: int, newest: int
) -> list[Candidate]:
    """Farther back, as long as it is worth it, when too few were found among the newest."""
    while len(found) < ask.rows:
        if FARTHEST * len(found) < ask.rows:
            return _by_kind([ask])[kind]
        back = int(SPARE * back * ask.rows / len(found))
        found = _by_kind([ask.after(newest - back) if back < newest else ask])[kind]
        if back >= newest:
            return found
    return found


def _narrowed(
    viewer: Viewer, part: Part, words: list[list[Way]], filters: Filters, weights: Weights
) -> Where:
    groups, of_rows = list(words), list[list[Way]]()
    sql, given = "", list[Any]()
    kinds = [(of_kind(kind), False) for kind in part.most]
    (of_rows if is_common(part.most, weights) else groups).append(kinds)
    marks = [(mark, False) for mark in marks_of(viewer)]
    (groups if len(marks) <= FEW_MARKS else of_rows).append(marks)
    if filters.unit_id is not None:
        groups.append([(owned_by(filters.unit_id), False)])
    if of_rows:
        right, given = _of_row(of_rows)
        sql = f"AND {right}"
    if filters.since is not None:
        ops: Any = connection.ops
        sql = f"{sql} AND e.at >= %s"
        given = [*given, ops.adapt_datetimefield_value(filters.since)]
    return Where(groups, sql, given, part.rows)


def _of_row(groups: Sequence[Sequence[Way]]) -> tuple[str, list[Any]]:
    """Whether a row bears one mark of each group, and what is put into that."""
    if connection.vendor == "postgresql":
        return OF_ROW, [expression(groups)]
    every = [" OR ".join(["instr(' ' || e.sight || ' ', %s)"] * len(group)) for group in groups]
    given = [f" {mark} " for group in groups for mark, _is_begun in group]
    return " AND ".join(f"({either})" for either in every), given


def entries_among(viewer: Viewer, kind: str, ids: Collection[int]) -> list[Candidate]:
    """The entries of these things that the viewer may read, whatever words they hold."""
    right, given = _of_row([[(mark, False) for mark in marks_of(viewer)]])
    places = ", ".join(["%s"] * len(ids))
    sql = f"SELECT {COLUMNS} FROM search_entry e WHERE e.kind = %s"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} AND e.about_id IN ({places}) AND {right}", [kind, *ids, *given])
        return [Candidate(*row) for row in cursor.fetchall()]


def _by_kind(asks: Iterable[Where]) -> dict[str, list[Candidate]]:
    """The rows of all that is asked, in one statement; the newest of each kind first."""
    statement = ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE
    sql, given = list[str](), list[Any]()
    for ask in asks:
        sql.append(f"SELECT * FROM ({statement.format(more=ask.sql)}) AS part{len(sql)}")
        given += [expression(ask.groups), *ask.given, ask.rows]
    found: dict[str, list[Candidate]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql), given)
        for row in sorted(cursor.fetchall(), reverse=True):
            found[row[1]].append(Candidate(*row))
    return found


def _newest() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM search_entry")
        return cursor.fetchone()[0] or 0


def ways_of(word: Word) -> Iterator[Way]:
    """What a word may stand for in the index."""
    for term in word.every:
        yield term, False
    for term in word.beginnings:
        yield term, True


def expression(groups: Sequence[Sequence[Way]]) -> str:
    """One of each group, as the engine reads it; terms and marks hold no sign of either."""
    is_postgresql = connection.vendor == "postgresql"
    either, both = (" | ", " & ") if is_postgresql else (" OR ", " AND ")
    quote, beginning = ("'", ":*") if is_postgresql else ('"', "*")

    def written(way: Way) -> str:
        return f"{quote}{way[0]}{quote}{beginning if way[1] else ''}"

    return both.join(f"({either.join(map(written, group))})" for group in groups)

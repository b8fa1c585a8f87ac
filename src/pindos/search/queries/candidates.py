"""Asking the index of either database for the newest entries that fit."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from pindos.kernel.access import Viewer
from pindos.organisation.rights import units_headed_by, units_seen_by
from pindos.search.rules import (
    ALL,
    Asked,
    Candidate,
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
    *,
    is_any: bool = False,
    most: int = PER_KIND,
) -> list[Candidate]:
    """The newest entries of a kind that the viewer may read and that hold every word.

    With ``is_any`` one of the words is enough. One more than ``most`` says that there are more.
    """
    groups: list[list[Way]] = [[(of_kind(kind), False)]]
    groups.append([(mark, False) for mark in marks_of(viewer)])
    if filters.unit_id is not None:
        groups.append([(owned_by(filters.unit_id), False)])
    words = [list(_ways(word)) for word in asked.words]
    groups += [[way for ways in words for way in ways]] if is_any else words
    more, given = "", [_expression(groups)]
    if filters.since is not None:
        more = "AND e.at >= %s"
        ops: Any = connection.ops
        given.append(ops.adapt_datetimefield_value(filters.since))
    sql = ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE
    with connection.cursor() as cursor:
        cursor.execute(sql.format(more=more), [*given, most + 1])
        return [Candidate(*row) for row in cursor.fetchall()]


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

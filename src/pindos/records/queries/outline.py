"""A timeline at a glance: what stands in it, without the words, and some of it in full."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from pindos.kernel.prepared import prepared
from pindos.records.models import Attachment, Entry
from pindos.records.terms import Sight


class Line(NamedTuple):
    """An entry of a timeline without what was written in it."""

    id: int
    record_id: int
    kind: str
    step: str
    is_internal: bool


def outline_of(record_ids: Iterable[int], sight: str) -> list[Line]:
    """What stands in some records and may be read with this sight, oldest first; one query."""
    if sight not in {Sight.PUBLIC, Sight.ALL}:
        return []
    return [*map(Line._make, _outline(frozenset(record_ids), sight == Sight.PUBLIC))]


class Told(NamedTuple):
    """An entry with all that was written in it, by the names that an ``Entry`` has for it."""

    pk: int
    record_id: int
    kind: str
    step: str
    at: datetime
    author_id: int | None
    author_name: str
    author_unit: str
    is_internal: bool
    text: str
    facts: dict[str, Any]
    files: list[Attachment]


def entries_in_full(lines: Iterable[Line], *, with_files: bool = True) -> list[Told]:
    """The entries of some lines of an outline, oldest first; two queries at most."""
    ids = frozenset(line.id for line in lines)
    files = by_entry(_files_of(ids) if with_files else [])
    return [Told._make((*row, files.get(row[0], []))) for row in _those(ids)]


@prepared
def entries_of(record_ids: frozenset[int], is_public: bool) -> QuerySet[Entry]:
    """What stands in some records, oldest first; of it what is public alone."""
    entries = Entry.objects.filter(record__in=record_ids).order_by("id")
    return entries.filter(is_internal=False) if is_public else entries


@prepared
def _outline(
    record_ids: frozenset[int], is_public: bool
) -> QuerySet[Entry, tuple[int, int, str, str, bool]]:
    rows = entries_of.ask(record_ids, is_public)
    return rows.values_list("pk", "record_id", "kind", "step", "is_internal")


@prepared
def _those(ids: frozenset[int]) -> QuerySet[Entry, tuple[Any, ...]]:
    rows = Entry.objects.filter(pk__in=ids).order_by("id")
    return rows.values_list(*Told._fields[:-1])


@prepared
def _files_of(ids: frozenset[int]) -> QuerySet[Attachment]:
    return Attachment.objects.filter(entry__in=ids).select_related("blob").order_by("id")


def by_entry(files: list[Attachment]) -> dict[int, list[Attachment]]:
    """The files of each entry, in their order."""
    found: dict[int, list[Attachment]] = {}
    for file in files:
        found.setdefault(file.entry_id, []).append(file)
    return found

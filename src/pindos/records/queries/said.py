"""What was written in many records at once, and by whom they are read: for the index."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from pindos.kernel.prepared import filled_up, prepared
from pindos.records.models import Entry, Participant


class Said(NamedTuple):
    """What somebody wrote in a record, without its files."""

    id: int
    record_id: int
    kind: str
    is_internal: bool
    text: str


def texts_in(record_ids: Iterable[int], also: Iterable[int] = ()) -> list[Said]:
    """All that people wrote in some records, internal notes too, with single entries of others.

    For those who make it findable; who may read which is theirs to keep apart.
    """
    return [Said(*row) for row in _texts(filled_up(record_ids), filled_up(also))]


@prepared
def _texts(
    record_ids: tuple[int, ...], also: tuple[int, ...]
) -> QuerySet[Entry, tuple[int, int, str, bool, str]]:
    wanted = Q(record__in=record_ids)
    if also:
        wanted |= Q(pk__in=also)
    rows = Entry.objects.filter(wanted).exclude(text="").order_by("id")
    return rows.values_list("pk", "record_id", "kind", "is_internal", "text")


def taking_part(record_ids: Iterable[int], part: str) -> list[tuple[int, int]]:
    """Who takes part in some records in one way: pairs of record and person."""
    return _taking_part(filled_up(record_ids), part)


@prepared
def _taking_part(record_ids: tuple[int, ...], part: str) -> QuerySet[Participant, tuple[int, int]]:
    rows = Participant.objects.filter(record__in=record_ids, part=part)
    return rows.values_list("record_id", "person_id")

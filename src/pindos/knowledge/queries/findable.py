"""Instructions as they are found: only the words that all who find them may read."""

from collections.abc import Collection

from django.db.models import QuerySet

from pindos.kernel.prepared import filled_up, prepared
from pindos.knowledge.models import Instruction
from pindos.knowledge.rules import words_of
from pindos.knowledge.terms import ABOUT, State
from pindos.search.terms import Findable, Readers


def instructions_with_ids(ids: Collection[int]) -> list[Instruction]:
    """The instructions themselves, whoever may read them."""
    return _instructions(filled_up(ids)) if ids else []


def findables(ids: Collection[int]) -> list[Findable]:
    """Some instructions as they are to be found now."""
    return [findable(row) for row in instructions_with_ids(ids)]


def findable(row: Instruction) -> Findable:
    """One of them: a published one by the words of its version, others by those of its unit.

    Of a published one the index says nothing of rights: its kind is asked for each.
    """
    published = row.edition if row.state == State.PUBLISHED else None
    title, text = (published.title, published.text) if published else (row.title, row.text)
    units = {unit for unit in (row.unit_id, row.offered_unit_id) if unit is not None}
    return Findable(
        kind=ABOUT,
        about_id=row.pk,
        title=title,
        at=row.published_at or row.opened_at,
        readers=Readers(units=units, is_for_all=published is not None),
        text=words_of(text),
        unit_id=row.unit_id,
        record_id=row.record_id,
    )


@prepared
def _instructions(ids: tuple[int, ...]) -> QuerySet[Instruction]:
    rows = Instruction.objects.filter(pk__in=ids).select_related("edition", "unit")
    return rows.order_by("pk")

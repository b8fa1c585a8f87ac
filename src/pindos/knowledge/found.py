"""How instructions are found: who reads which, and how they look among the results."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.knowledge.models import Instruction
from pindos.knowledge.queries import (
    findables,
    instructions_with_ids,
    is_read_in_full,
    readable_among,
)
from pindos.knowledge.rules import words_of
from pindos.knowledge.terms import ABOUT, FIELDS, Kind, State
from pindos.organisation.queries import units_by_id
from pindos.search.about import Kind as Findable
from pindos.search.about import finds
from pindos.search.terms import Shown, Text

EVERY = 20_000  # of what is published the marks say nothing of rights


def _readable(viewer: Viewer, ids: Collection[int], is_internal: bool) -> set[int]:  # noqa: FBT001
    return readable_among(viewer, ids, in_full=is_internal)


def _shown(viewer: Viewer, ids: Collection[int]) -> dict[int, Shown]:
    seen = _readable(viewer, ids, is_internal=False)
    rows = instructions_with_ids(seen)
    units = units_by_id({row.unit_id for row in rows})
    return {row.pk: _as_shown(viewer, row, units[row.unit_id].name) for row in rows}


def _as_shown(viewer: Viewer, row: Instruction, unit: str) -> Shown:
    published = row.edition if row.state == State.PUBLISHED else None
    in_full = is_read_in_full(viewer, row)
    kind = () if row.kind == Kind.INSTRUCTION else (str(Kind(row.kind).label),)  # stands before it
    facts = (*kind, *((str(State(row.state).label),) if in_full else ()), unit)
    return Shown(
        title=published.title if published else row.title,
        url=reverse("knowledge:instruction-show", args=[row.pk]),
        facts=facts,
        texts=(Text(str(FIELDS["text"]), words_of((published or row).text)),),
        at=row.published_at or row.opened_at,
    )


def _ids(after: int, most: int) -> list[int]:
    rows = Instruction.objects.filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:most])


finds(
    Findable(
        key=ABOUT,
        label=pgettext_lazy("knowledge", "Instruction"),
        many=_("Instructions"),
        readable=_readable,
        shown=_shown,
        source=findables,
        ids=_ids,
        most=EVERY,
    )
)

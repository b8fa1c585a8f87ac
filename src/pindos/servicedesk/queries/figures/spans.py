"""How long things take: the exact median and 90th percentile of what the database has gathered.

The database puts the lengths of each group together in one pass over an index, and gives them
as one text a group: to fetch a hundred thousand rows one by one would take ten times as long.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Aggregate, F, Q, QuerySet, TextField
from django.utils import timezone

from pindos.organisation.queries import positions
from pindos.organisation.terms import Role
from pindos.servicedesk.rules.stays import nearest_rank

LEAST = 3  # tickets: of fewer no length of time is told
LEAST_WORKERS = 2  # the times of a unit with one technician would be that technician's
HANDS = (Role.TECHNICIAN, Role.DIRECTORATE_STAFF)
MANY = 100  # legs that are looked at for whether they are of few tickets


@dataclass(frozen=True, slots=True)
class Span:
    """How many there were, and how long they took in seconds; None where it is not told.

    ``is_personal``: it would be the figure of one technician; else there were too few.
    """

    count: int = 0
    median: int | None = None
    ninetieth: int | None = None
    is_personal: bool = False


class Pile(NamedTuple):
    """The lengths of one group in one unit, in no order, and the tickets they are of."""

    key: Any
    unit_id: int
    for_unit_id: int
    lengths: list[int]
    tickets: list[int]

    @property
    def is_away(self) -> bool:
        """Whether another unit had the work than the one that answered for the ticket."""
        return self.unit_id != self.for_unit_id


class Gathered(Aggregate):
    """All values of a column as the text of one JSON list."""

    function = "JSON_GROUP_ARRAY"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL calls it otherwise."""
        template = "JSON_AGG(%(expressions)s)::text"
        return super().as_sql(compiler, connection, template=template, **context)


def piles_of(rows: QuerySet[Any], seconds: str) -> list[Pile]:
    """The lengths by ``key`` (which the rows must have) and unit."""
    found = rows.order_by().values_list("key", "unit", "for_unit")
    gathered = found.annotate(lengths=Gathered(F(seconds)), tickets=Gathered(F("ticket")))
    return [
        Pile(key, unit_id, for_unit_id, json.loads(lengths), json.loads(tickets))
        for key, unit_id, for_unit_id, lengths, tickets in gathered
    ]


def spans_by(
    piles: Iterable[Pile], key: Callable[[Pile], Hashable], hands: dict[int, set[int]]
) -> dict[Any, Span]:
    """The spans of piles that have a key in common."""
    heaps: dict[Hashable, list[Pile]] = defaultdict(list)
    for pile in piles:
        heaps[key(pile)].append(pile)
    return {key: _span(heap, hands) for key, heap in heaps.items()}


def hands_of(piles: Iterable[Pile]) -> dict[int, set[int]]:
    """Who does the work of each unit today, its head apart."""
    today = timezone.localdate()
    held = positions().filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        unit__in={pile.unit_id for pile in piles},
        role__in=HANDS,
        starts_on__lte=today,
    )
    found: dict[int, set[int]] = defaultdict(set)
    for unit_id, person_id in held.values_list("unit", "person"):
        found[unit_id].add(person_id)
    return found


def _span(heap: list[Pile], hands: dict[int, set[int]]) -> Span:
    count = sum(len(pile.lengths) for pile in heap)
    if count < MANY and len({ticket for pile in heap for ticket in pile.tickets}) < LEAST:
        return Span(count)
    people = {person for pile in heap for person in hands.get(pile.unit_id, ())}
    if len(people) < LEAST_WORKERS:
        return Span(count, is_personal=True)
    lengths = sorted(length for pile in heap for length in pile.lengths)
    return Span(count, nearest_rank(lengths, 50), nearest_rank(lengths, 90))

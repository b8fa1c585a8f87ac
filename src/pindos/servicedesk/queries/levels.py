"""Service levels as they stand, and what they promise for a ticket."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from pindos.clocks.about import Counts
from pindos.clocks.queries import (
    ClockFacts,
    Explained,
    all_hours,
    clock_facts,
    explained_clocks,
    has_clock,
)
from pindos.kernel.among import among
from pindos.kernel.errors import NotFound
from pindos.kernel.held import Held
from pindos.organisation.queries import places_by_id
from pindos.servicedesk.models import Category, Following, Level, Ticket
from pindos.servicedesk.options import MATRIX
from pindos.servicedesk.queries.catalogue import all_categories
from pindos.servicedesk.rules import priority_of
from pindos.servicedesk.rules.levels import SHIPPED, LevelFacts, Terms, terms_for
from pindos.servicedesk.terms import ABOUT, ANSWER, LEG, OPEN, SOLUTION, Impact, Priority

WITHOUT_CLOCKS = Q(state__in=OPEN) & ~Q(has_clock(ABOUT))  # open tickets of an older version


def count_without_clocks() -> int:
    """How many open tickets have no clock yet."""
    return Ticket.objects.filter(WITHOUT_CLOCKS).count()


def priority_for(impact: str, urgency: str) -> Priority:
    """What impact and urgency give, by the table that the administrators have set."""
    return priority_of(impact, urgency, MATRIX.now())


def priority_table() -> tuple[tuple[int, ...], ...]:
    """All numbers of that table: a row for each impact, and in it one for each urgency."""
    matrix = MATRIX.now()
    return tuple([tuple(matrix[impact]) for impact in Impact])


def _read() -> list[Level]:
    return list(Level.objects.order_by("id"))


def _mark() -> list[tuple[int, int]]:
    return list(Level.objects.order_by("id").values_list("id", "version"))


_rows = Held(_read, _mark)


def forget_levels() -> None:
    """Read the levels anew at the next question, for whoever has changed them."""
    _rows.forget()


def levels() -> dict[str, LevelFacts]:
    """Every level by its scope: those of a priority alone first, the most urgent before."""
    found = {**SHIPPED}
    for row in _rows.now():
        found[row.scope] = facts_of_level(row)
    return found


def facts_of_level(row: Level) -> LevelFacts:
    """A row as the rules have it."""
    return LevelFacts(
        row.pk,
        row.priority,
        row.category_id,
        row.prefecture_id,
        row.answer,
        row.solution,
        row.leg,
        row.hours,
        row.is_retired,
        row.version,
    )


def level_called(scope: str) -> LevelFacts:
    """A level by its scope; NotFound for an unknown one."""
    found = levels().get(scope)
    if found is None:
        raise NotFound
    return found


def terms_of(ticket: Ticket) -> Terms:
    """What the levels promise for a ticket now."""
    known = levels().values()
    return terms_for(known, ticket.priority, ticket.category_id, ticket.prefecture_id)


def retold(said: Mapping[str, Any], ids: Collection[int]) -> dict[int, dict[str, Counts]]:
    """What clocks of those of these tickets would count that a level is for, were it set so."""
    level = LevelFacts(None, **said)
    known = [each for each in levels().values() if each.scope != level.scope]
    rows = Ticket.objects.filter(level_is_for(level), pk__in=among(ids))
    found: dict[int, dict[str, Counts]] = {}
    for pk, *of in rows.values_list("pk", "priority", "category_id", "prefecture_id"):
        terms = terms_for([*known, level], *of)
        times = {ANSWER: terms.answer, SOLUTION: terms.solution, LEG: terms.leg}
        found[pk] = {key: (each * 60, terms.hours) for key, each in times.items() if each}
    return found


def following() -> QuerySet[Following]:
    """Levels that were set and that clocks of open tickets do not follow yet."""
    return Following.objects.select_related("level").order_by("pk")


def level_is_for(level: LevelFacts | Level) -> Q:
    """Of which tickets it speaks."""
    mine = Q()
    for field in ("priority", "category_id", "prefecture_id"):
        if (value := getattr(level, field)) is not None:
            mine &= Q(**{field: value})
    return mine


class LevelWords(NamedTuple):
    """A level with the names of what it is for; empty for any."""

    level: LevelFacts
    priority: str
    category: str
    place: str
    hours: str


def in_words(rows: Iterable[LevelFacts]) -> list[LevelWords]:
    """Levels with their names."""
    found = list(rows)
    categories = _categories({row.category_id for row in found if row.category_id})
    places = {
        place.id: place.name
        for place in places_by_id(row.prefecture_id for row in found if row.prefecture_id)
    }
    hours = all_hours()
    return [
        LevelWords(
            row,
            str(Priority(row.priority).label) if row.priority else "",
            categories.get(row.category_id or 0, ""),
            places.get(row.prefecture_id or 0, ""),
            hours[row.hours].name if row.hours in hours else "",
        )
        for row in found
    ]


def _categories(ids: set[int]) -> Mapping[int, str]:
    return {each.id: each.name for each in all_categories() if each.id in ids} if ids else {}


def category_key(category_id: int) -> str:
    """The key of a category; NotFound for an unknown one."""
    row = Category.objects.filter(pk=category_id).first()
    if row is None:
        raise NotFound
    return row.key


def deadlines_of(ticket: Ticket) -> list[Explained]:
    """The clocks of a ticket, each with every piece of time that counted or did not."""
    return explained_clocks(ABOUT, ticket.pk)


def clocks_of_ticket(ticket: Ticket) -> list[ClockFacts]:
    """The clocks of a ticket as they stand."""
    return clock_facts(ABOUT, ticket.pk)

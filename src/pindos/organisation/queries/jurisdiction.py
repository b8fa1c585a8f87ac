"""Who stands where on a day, and what that extends over."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from pindos.kernel.access import Post
from pindos.organisation.models import Position, Reach
from pindos.organisation.terms import Role, UnitKind

OVER_A_BRANCH = frozenset({Role.HEAD, Role.DIRECTOR, Role.ADMINISTRATOR, Role.AUDITOR})


class Jurisdiction(NamedTuple):
    """A person's appointments on a day, and the units that each extends over."""

    posts: frozenset[Post]
    reach: frozenset[Post]


def jurisdiction_of(person_id: int, on: date) -> Jurisdiction:
    """Where a person stands on a day; two queries.

    A head, director, administrator or auditor reaches every unit below; staff of the Directorate
    see all that stands below the directorate of their department (S1: it coordinates), though
    their work is their own department's only; all others reach their own unit.
    """
    held = positions_on(on).filter(person=person_id)
    rows = list(held.values_list("role", "unit_id", "unit__parent_id", "unit__parent__kind"))
    posts = frozenset(Post(role, unit_id) for role, unit_id, _, _ in rows)
    from_units = {
        Post(role, unit_id): _top(role, unit_id, parent_id, parent_kind)
        for role, unit_id, parent_id, parent_kind in rows
    }
    below = _branches({top for top in from_units.values() if top is not None})
    reach = {
        Post(post.role, unit) for post, top in from_units.items() for unit in below.get(top, ())
    }
    return Jurisdiction(posts, posts | reach)


def _top(role: str, unit_id: int, parent_id: int | None, parent_kind: str | None) -> int | None:
    """The unit from which a role extends downwards, if it extends at all."""
    if role in OVER_A_BRANCH:
        return unit_id
    if role == Role.DIRECTORATE_STAFF:
        return parent_id if parent_kind == UnitKind.DIRECTORATE else unit_id
    return None


def _branches(tops: set[int]) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = {}
    if tops:
        for above, below in Reach.objects.filter(above__in=tops).values_list(
            "above_id", "below_id"
        ):
            found.setdefault(above, []).append(below)
    return found


def positions_on(day: date) -> QuerySet[Position]:
    """The positions that are held on a day, its first and its last day among them."""
    return positions_from(day).filter(starts_on__lte=day)


def positions_from(day: date) -> QuerySet[Position]:
    """The positions that are held on a day or begin later."""
    return Position.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

"""Who stands where on a day, and what that extends over."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from pindos.kernel.access import Post
from pindos.kernel.prepared import keyed
from pindos.organisation.models import Position
from pindos.organisation.queries.kept import Chart, the_chart
from pindos.organisation.terms import Role, UnitKind

OVER_A_BRANCH = frozenset({Role.HEAD, Role.DIRECTOR, Role.ADMINISTRATOR, Role.AUDITOR})


class Jurisdiction(NamedTuple):
    """A person's appointments on a day, and the units that each extends over."""

    posts: frozenset[Post]
    reach: frozenset[Post]


def jurisdiction_of(person_id: int, on: date) -> Jurisdiction:
    """Where a person stands on a day; one query.

    A head, director, administrator or auditor reaches every unit below; staff of the Directorate
    see all that stands below the directorate of their department (S1: it coordinates), though
    their work is their own department's only; all others reach their own unit.
    """
    posts = frozenset(Post(role, unit) for role, unit in _held(person_id, on))
    chart = the_chart.now()
    reach = {
        Post(post.role, unit)
        for post in posts
        if (top := top_of(post, chart)) is not None
        for unit in chart.below.get(top, ())
    }
    return Jurisdiction(posts, posts | reach)


@keyed
def _held(person_id: int, on: date) -> QuerySet[Position, tuple[str, int]]:
    return positions_on(on).filter(person=person_id).values_list("role", "unit_id")


def top_of(post: Post, chart: Chart) -> int | None:
    """The unit from which a role extends downwards, if it extends at all."""
    if post.role in OVER_A_BRANCH:
        return post.unit_id
    if post.role == Role.DIRECTORATE_STAFF:
        own = chart.units.get(post.unit_id)
        above = chart.units.get(own.parent_id or 0) if own else None
        return above.pk if above and above.kind == UnitKind.DIRECTORATE else post.unit_id
    return None


def positions_on(day: date) -> QuerySet[Position]:
    """The positions that are held on a day, its first and its last day among them."""
    return positions_from(day).filter(starts_on__lte=day)


def positions_from(day: date) -> QuerySet[Position]:
    """The positions that are held on a day or begin later."""
    return Position.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

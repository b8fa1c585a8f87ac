"""Reading the organisation."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from pindos.kernel.access import Post
from pindos.organisation.models import Position, Prefecture, Reach, Unit
from pindos.organisation.terms import Role, UnitKind

OVER_A_BRANCH = frozenset({Role.HEAD, Role.DIRECTOR, Role.ADMINISTRATOR, Role.AUDITOR})


class Jurisdiction(NamedTuple):
    """A person's appointments on a day, and the units that each extends over."""

    posts: frozenset[Post]
    reach: frozenset[Post]


class PositionFacts(NamedTuple):
    """A position held, past or to come; the unit's name is in the active language."""

    id: int
    person_id: int
    unit_id: int
    unit_key: str
    unit_name: str
    role: str
    starts_on: date
    ends_on: date | None

    def is_held(self, on: date) -> bool:
        """Whether it is held on that day."""
        return self.starts_on <= on and not self.is_over(on)

    def is_over(self, on: date) -> bool:
        """Whether it had ended before that day."""
        return self.ends_on is not None and self.ends_on < on


def jurisdiction_of(person_id: int, on: date) -> Jurisdiction:
    """Where a person stands on a day; two queries.

    A head, director, administrator or auditor reaches every unit below; staff of the Directorate
    see all that stands below the directorate of their department (S1: it coordinates), though
    their work is their own department's only; all others reach their own unit.
    """
    held = Position.objects.filter(person=person_id, starts_on__lte=on).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    )
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


def positions() -> QuerySet[Position]:
    """All positions, past and coming ones too."""
    return Position.objects.all()


def positions_of(person_ids: Iterable[int]) -> list[PositionFacts]:
    """All positions of these people, the newest first; one query."""
    name = "unit__name_en" if get_language() == "en" else "unit__name_el"
    held = Position.objects.filter(person__in=list(person_ids)).order_by("-starts_on", "-id")
    rows = held.values_list(
        "id", "person_id", "unit_id", "unit__key", name, "role", "starts_on", "ends_on"
    )
    return [PositionFacts(*row) for row in rows]


def units() -> QuerySet[Unit]:
    """All units; who answers for what is public."""
    return Unit.objects.filter(is_abolished=False).order_by("key")


class PlaceFacts(NamedTuple):
    """What a prefecture says of itself; ``genitive`` follows «Τμήμα Πληροφορικής»."""

    id: int
    key: str
    short_el: str
    name: str
    genitive: str
    administration_id: int


def prefectures(administration_id: int | None = None) -> list[PlaceFacts]:
    """The prefectures of an administration, or all there are, in order of key."""
    rows = Prefecture.objects.filter(is_abolished=False).order_by("key")
    if administration_id is not None:
        rows = rows.filter(administration=administration_id)
    facts = ("pk", "key", "short_el", "name_el", "genitive_el", "administration_id")
    return [PlaceFacts(*row) for row in rows.values_list(*facts)]

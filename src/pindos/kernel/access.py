"""Who is looking, in which role and over which units."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Post(NamedTuple):
    """A role in one unit. Never a role alone: a head in one unit is not head everywhere."""

    role: str
    unit_id: int


@dataclass(frozen=True, slots=True)
class Viewer:
    """The first argument of every query: what a person may see.

    ``posts`` are the appointments themselves, ``reach`` the same with every unit that each
    extends over; the first decides whose work it is, the second what is seen.
    """

    account_id: int | None = None
    person_id: int | None = None
    posts: frozenset[Post] = frozenset()
    reach: frozenset[Post] = frozenset()

    @property
    def is_known(self) -> bool:
        """Whether somebody has signed in at all."""
        return self.account_id is not None

    def holds(self, *roles: str) -> bool:
        """Whether one of these roles is held in any unit; for menus, never for rights."""
        return any(post.role in roles for post in self.posts)

    def posts_as(self, *roles: str) -> frozenset[int]:
        """The units in which the viewer is appointed to one of these roles."""
        return frozenset(post.unit_id for post in self.posts if post.role in roles)

    def units_as(self, *roles: str) -> frozenset[int]:
        """The units over which one of these roles extends."""
        return frozenset(post.unit_id for post in self.reach if post.role in roles)

    def capacity_over(self, unit_id: int | None, roles: Iterable[str]) -> str:
        """The first of these roles that the viewer has over the unit; empty when none.

        It is the right to act and, in the audit trail, the mark of how it was had.
        """
        for role in roles:
            if unit_id is not None and Post(role, unit_id) in self.reach:
                return role
        return ""


NOBODY = Viewer()
HOUSE = Viewer()  # jobs and reactions: they act by rule, for no person

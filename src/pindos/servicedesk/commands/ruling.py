"""What a rule does: everything that is written and said meanwhile bears its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from pindos.kernel.access import Post, Viewer
from pindos.organisation.queries import unit_facts
from pindos.organisation.terms import Role
from pindos.records.terms import NO_ONE, Author


class Ruling(NamedTuple):
    """A rule as the timeline keeps it: its id, its name, and the address at which it stands.

    Without an id (0) it is work that comes round.
    """

    id: int
    name: str
    address: str


_acting: ContextVar[Ruling | None] = ContextVar("rule that acts", default=None)


def ruled_now() -> Ruling | None:
    """The rule that acts here, if one does."""
    return _acting.get()


@contextmanager
def by_rule(ruling: Ruling) -> Iterator[None]:
    """Let all that commands write and say bear the name and the id of the rule."""
    token = _acting.set(ruling)
    try:
        yield
    finally:
        _acting.reset(token)


def viewer_of_unit(unit_id: int) -> Viewer:
    """A unit that acts by rule: it may what those who work there may, and is no person."""
    posts = frozenset({Post(Role.TECHNICIAN, unit_id)})
    return Viewer(posts=posts, reach=posts)


def facts_of_rule() -> dict[str, Any]:
    """What a line of the timeline keeps of the rule that acts."""
    ruling = ruled_now()
    return {"rule": ruling._asdict()} if ruling else {}


def author_by_rule(unit_id: int | None) -> Author:
    """The rule that acts as the timeline keeps it, with its unit; nobody, when none does."""
    ruling = ruled_now()
    if ruling is None:
        return NO_ONE
    with override("el"):
        words = _("Rule «%(name)s»") if ruling.id else _("Recurring work «%(name)s»")
        name = words % {"name": ruling.name}
        return Author(None, name, unit_facts(unit_id).name if unit_id else "")

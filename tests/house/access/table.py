"""How the table is written: a row for every address, operation and command of the house.

A row names who may. Whoever may not is refused; a stranger (somebody of another prefecture, who
has nothing to do with the thing) is answered as if it did not exist. What a row is tried with is
named as it is called in the world of Florina: ``number`` is ``world.number``; in the fields of a
form or a body it is written ``@number``.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

REQUESTER = frozenset({"anthi"})
UNIT = frozenset({"dafni", "giorgos", "thaleia", "admin"})  # may work on a ticket of Florina
ASKED = frozenset({"iason", "thaleia", "admin"})  # may work on what was referred to department β
READERS = UNIT | ASKED | {"ioanna", "elegktis"}  # read a ticket of Florina in full
THEIRS = READERS | REQUESTER
STRANGERS = frozenset({"kosmas", "kyriaki", "petros"})  # technician, head, civil servant of Kozani
EVERYONE = THEIRS | STRANGERS
WORKERS = EVERYONE - {"anthi", "petros"}  # whoever has more than the role of an employee
DESKS = WORKERS - {"elegktis"}
ADMIN = frozenset({"admin"})
VISITOR = "visitor"
ANYBODY = EVERYONE | {VISITOR}
NOBODY: frozenset[str] = frozenset()
ACTORS = sorted(EVERYONE)

# What everybody may know of
PUBLIC = frozenset(
    {
        *("unit", "lone_unit", "site", "table_kind", "job", "category", "version", "scope"),
        *("hours_key", "holiday_key"),
    }
)

Who = frozenset[str]
Words = Callable[[Any], Mapping[str, Any]]


class Row(NamedTuple):
    """One line of the table."""

    kind: str  # page, form, api, command
    name: str
    may: Who
    args: tuple[str, ...] = ()
    fields: Mapping[str, Any] = {}
    words: Words | None = None

    @property
    def is_thing(self) -> bool:
        """Whether it is about something that not everybody may know of."""
        return any(name not in PUBLIC for name in self.args)

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


def page(name: str, may: Who, /, *args: str, **query: Any) -> Row:
    """A GET of an address by its name."""
    return Row("page", name, may, args, query)


def form(name: str, may: Who, /, *args: str, **fields: Any) -> Row:
    """A POST to an address by its name."""
    return Row("form", name, may, args, fields)


def api(operation: str, may: Who, /, *args: str, **body: Any) -> Row:
    """An operation as the description names it: ``POST /tickets/{ticket}/take``."""
    return Row("api", operation, may, args, body)


def command(name: str, may: Who, words: Words | None = None) -> Row:
    """A command by room and name; ``words`` says with what, from the world."""
    return Row("command", name, may, (), {}, words)


def filled(world: Any, value: Any) -> Any:
    """The value with what stands in it for the world's own: ``@number``, in lists too."""
    if isinstance(value, str) and value.startswith("@"):
        return getattr(world, value[1:])
    if isinstance(value, Mapping):
        return {key: filled(world, each) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(world, each) for each in value]
    return value

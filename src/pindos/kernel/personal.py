"""What the house keeps about a person: each room says it of its tables, in ``personal.py``.

From this come the copy that a person gets of it (GDPR art. 15 and 20), what is done when somebody
is pseudonymised (art. 17), and the page that says what is kept (art. 13 and 30). A column that
can hold a person and stands neither here nor among the reasons of the house's test fails it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from pindos.kernel.errors import Words


@dataclass(frozen=True, slots=True)
class Whom:
    """One person, by the ids under which the house knows them."""

    person_id: int
    account_ids: frozenset[int] = frozenset()


class Alias(NamedTuple):
    """What stands for a person afterwards: «Πρόσωπο 4821»."""

    word: str
    number: str

    def __str__(self) -> str:
        return f"{self.word} {self.number}"


class End(StrEnum):
    """What becomes of the rows when their person is pseudonymised."""

    KEPT = "kept"  # figures and trail stand on them; they lead to the pseudonym only
    ERASED = "erased"


Asked = Callable[[Whom], Q]
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Holding:
    """What one table holds about people.

    ``about`` finds the rows of one person; ``shown`` are the columns of which they get a copy,
    ``held`` those of which they do not: secrets, and what others wrote. In ``texts`` names and
    addresses may stand in words: where the person is pseudonymised they give way, in the rows of
    the person and, by ``record`` (the path to it) or ``subject`` (the column that names the
    thing), in all that belongs to their records. ``put`` gives the columns that hold nothing but
    the person, as they are afterwards, by the row and the pseudonym; ``afresh`` those that are
    made of others, such as the words by which a row is found. ``before`` is called with the rows
    that are to be erased. When what was written in a file is erased (``kernel.keeping``) all its
    ``texts`` go but ``names``, which only say who it was; ``typed`` are those that hold nothing
    but what people typed, whatever its shape.
    """

    table: str
    label: Words
    why: Words
    about: Asked
    shown: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    record: str = ""
    subject: str = ""
    put: Callable[[Any, Alias], Values] | None = None
    afresh: Callable[[Any], Values] | None = None
    end: End = End.KEPT
    before: Callable[[QuerySet[Any]], object] = lambda rows: None

    @property
    def model(self) -> type[Model]:
        """The table itself."""
        return apps.get_model(self.table)

    @property
    def columns(self) -> frozenset[str]:
        """Every column of which something is said."""
        return frozenset((*self.shown, *self.held, *self.texts))

    def rows(self, whom: Whom) -> QuerySet[Any]:
        """The rows about one person, oldest first."""
        return self.model._default_manager.filter(self.about(whom)).distinct().order_by("pk")


_held: dict[str, Holding] = {}
_near: list[Callable[[Whom], QuerySet[Any, Any]]] = []


def holds(*holdings: Holding) -> None:
    """Say what tables hold about people; one holding for each table."""
    for each in holdings:
        if each.table in _held:
            raise RuntimeError(f"{each.table} is said twice")
        _held[each.table] = each


def near(function: Callable[[Whom], QuerySet[Any, Any]]) -> Callable[[Whom], QuerySet[Any, Any]]:
    """Let a function give the ids of the records in which a person takes part."""
    _near.append(function)
    return function


def holdings() -> list[Holding]:
    """All of them, from the ground floor up."""
    return list(_held.values())


def holding_of(table: str) -> Holding | None:
    """What is said of one table, by its label in small letters."""
    return _held.get(table)


def records_near(whom: Whom) -> list[int]:
    """The ids of all records in which somebody takes part, in order."""
    found: set[int] = set()
    for function in _near:
        found.update(function(whom))
    return sorted(found)


def nobody(whom: Whom) -> Q:
    """No row is about a person as such: only words in it may name one."""
    return Q(pk__in=[])


def by_account(column: str) -> Asked:
    """The rows whose column is one of the person's accounts."""
    return lambda whom: Q(**{f"{column}__in": list(whom.account_ids)})


def by_person(*columns: str) -> Asked:
    """The rows of which one of these columns is the person."""

    def asked(whom: Whom) -> Q:
        found = Q()
        for column in columns:
            found |= Q(**{column: whom.person_id})
        return found

    return asked


def in_pieces(ids: list[int], size: int = 400) -> Iterator[list[int]]:
    """Lists of ids that a database takes in one question."""
    for at in range(0, len(ids), size):
        yield ids[at : at + size]

"""Questions that are asked on every page, put into SQL once for each process.

Django builds a statement anew each time it is asked: that costs five to ten times what the
database needs to answer it. ``@prepared`` makes a function that builds a queryset of its arguments
into one that gives its rows as a list: the ORM writes the statement at the first call, afterwards
only values are put in. The rows are the same, model instances or tuples, converted the same way.

The function is a plain translation of its arguments. They may be whole numbers, texts, dates,
times, or sets and tuples of these; None and truth values too. What it compares to must be the
argument itself: a text that is changed on its way (``contains``) is refused at the first call. It
reads no clock and no setting. How many members a set has, and what is None, may change the
statement: each such shape has one of its own. Nothing is prefetched.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from itertools import count
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

from pindos.kernel.counting import Counted
from pindos.kernel.rows import converting, made_of
from pindos.kernel.straight import rows_of

MOST_SHAPES = 200  # of one question; then all are written anew
FIRST_NUMBER = 7_300_000_000_000_000_000
FIRST_DAY = date(2900, 1, 1)
FIRST_MOMENT = datetime(2900, 1, 1, 0, 0, 0, 7, tzinfo=UTC)
KINDS = (int, str, datetime, date)
MARKED = (int, str, date)
SEVERAL = (frozenset, set, tuple, list)

P = ParamSpec("P")
R = TypeVar("R")
K = TypeVar("K", int, str)
Shape = tuple[Any, ...]


class Statement(NamedTuple):
    """What is sent, where each parameter comes from, and how a row of the answer is read."""

    sql: str
    places: tuple[tuple[int, Any], ...]  # which value stands there (-1: this one, always)
    rows: Callable[[list[Any]], list[Any]]


class Unpreparable(RuntimeError):
    """This question cannot be put into SQL once and for all."""


class Prepared(Generic[P, R]):
    """A question that is put into SQL once; see the module.

    ``is_ever_empty``: it may be one that no row fits whatever its arguments are. ``is_keyed``:
    see ``keyed``.
    """

    def __init__(
        self,
        ask: "Callable[P, QuerySet[Any, R]]",
        *,
        is_ever_empty: bool = False,
        is_keyed: bool = False,
    ) -> None:
        self.ask = ask
        self.is_keyed = is_keyed
        self.is_ever_empty = is_ever_empty
        self._known: dict[Shape, Statement | None] = {}
        wraps(ask)(self)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """The rows."""
        return self._answer(args, kwargs, is_counted=False)

    def first(self, *args: P.args, **kwargs: P.kwargs) -> R | None:
        """The first of the rows, for a question that ends in ``[:1]`` or has one answer."""
        return next(iter(self(*args, **kwargs)), None)

    def count(self, *args: P.args, **kwargs: P.kwargs) -> int:
        """How many rows there are."""
        found: list[Any] = self._answer(args, kwargs, is_counted=True)
        return found[0] if found else 0

    def counted(self, *args: P.args, **kwargs: P.kwargs) -> Counted:
        """The question of how many rows there are, to be asked together with others."""
        return Counted(self, args, kwargs)

    def parameters(self, *args: P.args, **kwargs: P.kwargs) -> list[Any]:
        """What is put into the statement for these arguments."""
        return self.put_in(args, kwargs, is_counted=False)[1]

    def _answer(self, args: Any, kwargs: Any, *, is_counted: bool) -> list[Any]:
        statement, parameters = self.put_in(args, kwargs, is_counted=is_counted)
        if statement is None:
            return []
        return statement.rows(rows_of(statement.sql, parameters, is_kept=self.is_keyed))

    def put_in(
        self, args: Any, kwargs: Any, *, is_counted: bool, most: int | None = None
    ) -> tuple[Statement | None, list[Any]]:
        """The statement for these arguments with its values; none where no row can ever fit."""
        given = [*args, *kwargs.values()]
        names = tuple(kwargs)
        vendor = connections[DEFAULT_DB_ALIAS].vendor
        shape = (vendor, is_counted, most, names, *[_shape_of(each) for each in given])
        statement = self._known.get(shape)
        if statement is None:
            if shape in self._known:
                return None, []
            if len(self._known) >= MOST_SHAPES:
                self._known.clear()
            statement = self._written(given, len(args), names, is_counted=is_counted, most=most)
            self._known[shape] = statement
            if statement is None:
                return None, []
        values = _flat(given)
        return statement, [
            fixed if at < 0 else fixed(values[at]) for at, fixed in statement.places
        ]

    def _written(
        self,
        given: Sequence[Any],
        places: int,
        names: Sequence[str],
        *,
        is_counted: bool,
        most: int | None,
    ) -> Statement | None:
        """The statement for arguments of this shape; None when no row can ever fit."""
        marks = _marks()
        marked = [_marked(each, marks) for each in given]
        asked = self.ask(*marked[:places], **dict(zip(names, marked[places:], strict=True)))
        try:
            return _statement(asked, marked, is_counted=is_counted, most=most)
        except EmptyResultSet:
            if self.is_ever_empty or not all(map(_is_mark, marked)):
                return None
            raise Unpreparable(
                "no row fits, whatever is asked: a number of a small field?"
            ) from None


def prepared(ask: "Callable[P, QuerySet[Any, R]]") -> Prepared[P, R]:
    """Let a question be put into SQL once."""
    return Prepared(ask)


def keyed(ask: "Callable[P, QuerySet[Any, R]]") -> Prepared[P, R]:
    """The same for what is found by a key that few rows have: PostgreSQL keeps its plan.

    Never for a list: a plan that must serve any unit and state is bad for most.
    """
    return Prepared(ask, is_keyed=True)


def filled_up(values: Iterable[K]) -> tuple[K, ...]:
    """Values in order, the last again until they are 1, 2, 4, 8 …: few statements serve all."""
    found: list[K] = sorted(set(values))
    return tuple(found + found[-1:] * ((1 << (len(found) - 1).bit_length()) - len(found)))


def _statement(
    asked: QuerySet[Any, Any], given: list[Any], *, is_counted: bool, most: int | None
) -> Statement:
    if asked._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise Unpreparable("a prepared question prefetches nothing")
    own = connections.create_connection(connection.alias)  # its answers are read in any thread
    try:
        if is_counted:
            if not asked.query.is_sliced:
                asked = asked.order_by()[:most]
            asked = asked.values_list("pk")
        if asked.query.select_for_update and own.features.has_select_for_update:
            own.set_autocommit(False)  # Django writes a lock only within a transaction
        compiler = asked.query.get_compiler(connection=own)
        sql, parameters = compiler.as_sql()
        places = tuple(_places(own, parameters, _flat(given)))
        if is_counted:
            counted = f"SELECT COUNT(*) FROM ({sql}) AS q"
            return Statement(counted, places, lambda rows: [rows[0][0]])
        return Statement(sql, places, _reader(asked, compiler))
    finally:
        own.close()


def _places(
    own: BaseDatabaseWrapper, parameters: Sequence[Any], marks: list[Any]
) -> Iterator[tuple[int, Any]]:
    """For each parameter which value it is and how it is adapted, or what it always is."""
    known: dict[Any, tuple[int, Any]] = {mark: (at, _as_it_is) for at, mark in enumerate(marks)}
    for at, mark in enumerate(marks):
        if isinstance(mark, date):
            ops: Any = own.ops
            is_moment = isinstance(mark, datetime)
            adapt = ops.adapt_datetimefield_value if is_moment else ops.adapt_datefield_value
            known.setdefault(adapt(mark), (at, adapt))
    used = set()
    for each in parameters:
        at, adapt = known.get(each, (-1, each)) if isinstance(each, MARKED) else (-1, each)
        used.add(at)
        yield at, type(each) if at >= 0 and isinstance(each, int) else adapt
    if unused := {at for at, mark in enumerate(marks) if _is_mark(mark)} - used:
        raise Unpreparable(f"these arguments are not compared as they are: {sorted(unused)}")


def _reader(asked: QuerySet[Any, Any], compiler: Any) -> Callable[[list[Any]], list[Any]]:
    """How rows become what the queryset would have given."""
    converted = converting(compiler)
    kind = asked._iterable_class
    if kind is FlatValuesListIterable:
        return lambda rows: [row[0] for row in converted(rows)]
    if kind is ValuesListIterable:
        return lambda rows: [tuple(row) for row in converted(rows)]
    if kind is not ModelIterable:
        raise Unpreparable("a prepared question gives rows of a model or of values_list")
    return _instances(compiler, converted)


def _instances(compiler: Any, converted: Callable[[Any], Any]) -> Callable[[list[Any]], list[Any]]:
    klass, select = compiler.klass_info, compiler.select
    fields = klass["select_fields"]
    start, end = fields[0], fields[-1] + 1
    names = [each[0].target.attname for each in select[start:end]]
    populators: Any = get_related_populators
    related = populators(klass, select, connection.alias)
    make = made_of(klass["model"], connection.alias, names)
    more = (compiler.annotation_col_map or {}).items()

    def read(rows: list[Any]) -> list[Any]:
        found = []
        for row in converted(rows):
            one = make(row[start:end])
            for each in related:
                each.populate(row, one)
            for name, at in more:
                setattr(one, name, row[at])
            found.append(one)
        return found

    return read


def _as_it_is(value: Any) -> Any:
    return value


def _is_mark(value: Any) -> bool:
    """Whether it stands for something: not for nothing, and for no truth value."""
    return value not in (None, ()) and not isinstance(value, bool)


def _flat(given: Sequence[Any]) -> list[Any]:
    found: list[Any] = []
    for each in given:
        if isinstance(each, SEVERAL):
            found.extend(each)
        else:
            found.append(each)
    return found


def _shape_of(value: Any) -> Any:
    if type(value) in KINDS:
        return type(value)
    if isinstance(value, SEVERAL):
        return tuple(_kind_of(each) for each in value)
    return value if value is None or isinstance(value, bool) else _kind_of(value)


def _kind_of(value: Any) -> type:
    for kind in KINDS:
        if isinstance(value, kind):
            return kind
    raise TypeError(f"a prepared question takes no {type(value).__name__}")


def _marks() -> Callable[[type], Any]:
    """A function that gives a value of a kind which nobody has: to be found again in the SQL."""
    numbers = count()
    make: dict[type, Callable[[int], Any]] = {
        int: lambda n: FIRST_NUMBER + n,
        str: lambda n: f"\N{SYMBOL FOR NULL}{n}\N{SYMBOL FOR NULL}",
        date: lambda n: FIRST_DAY + timedelta(days=n),
        datetime: lambda n: FIRST_MOMENT + timedelta(days=n),
    }
    return lambda kind: make[kind](next(numbers))


def _marked(value: Any, marks: Callable[[type], Any]) -> Any:
    if isinstance(value, SEVERAL):
        return tuple(_marked(each, marks) for each in value)
    return value if value is None or isinstance(value, bool) else marks(_kind_of(value))

"""What hangs on one thing, asked of all tables at once.

A page has a dozen sections, and most have nothing to show: a question each only finds that out.
A room says which rows of its tables belong to a kind of thing (``trace``); ``traces_of`` asks for
all of them by one statement and tells which there are. It says that there is something, for
nobody in particular: who may read it is asked as ever, of the room that owns it.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet, Value

from pindos.kernel.prepared import Prepared, keyed

Rows = Callable[[int], QuerySet[Any]]

_traces: dict[str, list[tuple[str, Rows]]] = {}
_asked: dict[str, Prepared[[int], str]] = {}


def trace(about: str, name: str, rows: Rows) -> None:
    """Say which rows belong to a thing of this kind (servicedesk.ticket), by its id.

    Several kinds of rows may leave the same trace.
    """
    _traces.setdefault(about, []).append((name, rows))
    _asked.pop(about, None)


def traces_of(about: str, pk: int) -> frozenset[str]:
    """The names of what there is; one query."""
    if about not in _asked:
        _asked[about] = keyed(_question(tuple(_traces[about])))
    return frozenset(_asked[about](pk))


def _question(known: tuple[tuple[str, Rows], ...]) -> Callable[[int], QuerySet[Any, str]]:
    def ask(pk: int) -> QuerySet[Any, str]:
        named = [
            rows(pk).order_by().annotate(trace=Value(name)).values_list("trace", flat=True)
            for name, rows in known
        ]
        first, *others = named
        found: QuerySet[Any, str] = first.union(*others) if others else first.distinct()
        return found

    return ask

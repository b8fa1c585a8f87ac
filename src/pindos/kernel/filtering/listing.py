"""A list says which columns it has and whose rows it shows; from that it can be filtered.

A context registers each of its lists; pages, the API, exports and saved views know them by key.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Choices, Q, QuerySet
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.filtering.answers import ANSWERED, answered, is_answered
from pindos.kernel.filtering.errors import Unreadable, nearest
from pindos.kernel.filtering.kinds import (
    Ask,
    Choice,
    Kind,
    Named,
    Option,
    YesNo,
)
from pindos.kernel.filtering.language import name_of, parse
from pindos.kernel.filtering.shaped import Question, Seen, Shapeless, is_nullable, shaped_page
from pindos.kernel.filtering.terms import EVERYTHING, Condition, Mode, Node, Op
from pindos.kernel.pages import PAGE, Page, in_order, page_of
from pindos.kernel.replica import last_written, read_apart

MOST_COUNTED = 10_000
LANGUAGES = ("el", "en")


@dataclass(frozen=True)
class Column:
    """One column: what it is called, what it holds and where that stands.

    ``path`` leads through foreign keys to the field; ``sort`` are the paths that order by it
    (none: it cannot be sorted by); ``get`` reads the value of a row, for showing and exporting.
    ``hint`` says beside a condition of it what is found, where its name does not.
    """

    key: str
    label: Promise | str
    kind: Kind
    path: str = ""
    sort: tuple[str, ...] = ()
    get: Callable[[Any], Any] | None = None
    is_shown: bool = True  # one that is only asked has no value to show
    hint: Promise | str = ""

    def __post_init__(self) -> None:
        if self.asked and not self.sort:
            object.__setattr__(self, "sort", (f"{ANSWERED}{self.key}",))

    @property
    def asked(self) -> Callable[[Viewer, datetime], Q] | None:
        """Of yes or no without a field of its own: the question to the row. It sorts by that."""
        return self.kind.asks if self.is_shown and isinstance(self.kind, YesNo) else None

    def value_of(self, row: Any) -> Any:
        """What a row holds in this column, as a plain value in the reader's language."""
        return self.get(row) if self.get else _follow(row, self.path)


@dataclass(frozen=True)
class Listing:
    """One list of the house; ``rows`` gives what a viewer may see of it, and nothing else.

    ``order`` is how it stands without being asked; ``related`` is fetched with the rows when
    their values are read; ``address`` is the page of a row, ``page`` the name of the list's own.
    ``dress`` gives rows that are at hand what no foreign key leads to, before values are read.
    One that ``is_guarded`` is not for tokens that may do less than their account.
    ``seen`` says the same as ``rows`` in plain values: then pages are had by prepared statements.
    """

    key: str
    label: Promise | str
    columns: tuple[Column, ...]
    rows: Callable[[Viewer], QuerySet[Any]]
    order: tuple[str, ...]
    page: str
    shown: tuple[str, ...]
    is_open_to: Callable[[Viewer], bool] = field(default=lambda viewer: viewer.is_known)
    related: tuple[str, ...] = ()
    prefetched: Callable[[QuerySet[Any]], QuerySet[Any]] = field(default=lambda rows: rows)
    address: Callable[[Any], str] = field(default=lambda row: "")
    dress: Callable[[list[Any]], None] = field(default=lambda rows: None)
    is_guarded: bool = False
    seen: Seen | None = None

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """The columns by their keys."""
        return {column.key: column for column in self.columns}

    @property
    def exported(self) -> tuple[Column, ...]:
        """The columns that have a value to show."""
        return tuple(column for column in self.columns if column.is_shown)

    @cached_property
    def names(self) -> dict[str, str]:
        """What each column may be called: its key, and its label in either language."""
        found: dict[str, str] = {}
        for language in LANGUAGES:
            with translation.override(language):
                found |= {name_of(str(column.label)): column.key for column in self.columns}
        return found | {column.key: column.key for column in self.columns}

    def read(self, text: str) -> Node:
        """The filter that a text means; refuses (Unreadable) what it cannot."""
        return parse(text, self.names) if text else EVERYTHING

    def condition(self, node: Node, ask: Ask) -> Q:
        """What a filter asks of the rows; refuses operators and values that do not fit."""
        if isinstance(node, Condition):
            return self._asked(node, ask)
        found = Q()
        for item in node.items:
            one = self.condition(item, ask)
            found = found & one if node.mode is Mode.ALL else found | one
        return ~found if node.mode is Mode.NONE else found

    def _asked(self, condition: Condition, ask: Ask) -> Q:
        column = self.by_key[condition.column]
        kind, op = column.kind, condition.op
        if op not in kind.operators:
            words = _("«%(column)s» does not know the operator «%(op)s». It knows: %(ops)s.")
            said = {"column": condition.column, "op": op, "ops": ", ".join(kind.operators)}
            raise Unreadable(words % said, condition.at)
        try:
            return self._two_valued(column, condition, ask)
        except Unreadable as error:
            raise error if error.at else Unreadable(error.reason, condition.at) from error
        except Invalid as error:
            reason = next(iter(error.fields.values()))
            raise Unreadable(reason, condition.at) from error

    def _two_valued(self, column: Column, condition: Condition, ask: Ask) -> Q:
        kind, path, op = column.kind, column.path, condition.op
        if op in (Op.EMPTY, Op.FILLED):
            return kind.empty(path, ask) if op is Op.EMPTY else ~kind.empty(path, ask)
        asked = Op.EQ if op is Op.NE else op
        found = kind.condition(path, asked, condition.values, ask)
        names_nobody = isinstance(kind, Named) and kind.where is None
        is_sure = not path or names_nobody or not is_nullable(ask.model, path)
        if not is_sure and not isinstance(kind, YesNo):
            found &= Q(**{f"{path}__isnull": False})
        return ~found if op is Op.NE else found

    def narrowed(
        self, viewer: Viewer, rows: QuerySet[Any], node: Node, now: datetime | None = None
    ) -> QuerySet[Any]:
        """Those of the rows that fit."""
        if node == EVERYTHING:
            return rows
        ask = Ask(viewer, now or timezone.now(), rows.model, lambda: rows)
        return rows.filter(self.condition(node, ask))

    def ask_of(self, viewer: Viewer, now: datetime | None = None) -> Ask:
        """What ``condition`` must know to ask of what the viewer sees."""
        model = self.seen.model if self.seen else self.rows(viewer).model
        return Ask(viewer, now or timezone.now(), model, lambda: self.rows(viewer))

    def found(
        self, viewer: Viewer, asked: str | Node = EVERYTHING, now: datetime | None = None
    ) -> QuerySet[Any]:
        """All that the viewer sees and the filter finds, in no order: rights first."""
        if not self.is_open_to(viewer):
            raise NotFound
        node = self.read(asked) if isinstance(asked, str) else asked
        return self.narrowed(viewer, self.rows(viewer), node, now)

    def ordered_by(self, sort: str) -> tuple[str, ...]:
        """The paths of an order such as ``-priority,opened``; empty is the list's own.

        Refuses (Invalid) what the list cannot be sorted by.
        """
        paths: list[str] = []
        for name in [part.strip() for part in sort[:200].split(",") if part.strip()][:3]:
            paths += self._paths(name)
        bare = [path.removeprefix("-") for path in paths]
        if not paths:
            return self.order
        once = [path for at, path in enumerate(paths) if bare[at] not in bare[:at]]
        if "id" in bare:
            return tuple(once)
        # The same way as what stands before it: so an index that ends in the id serves both ways
        return (*once, "-id" if once[-1].startswith("-") else "id")

    def _paths(self, name: str) -> list[str]:
        column = self.by_key.get(name.removeprefix("-"))
        if column is None or not column.sort:
            known = [each.key for each in self.columns if each.sort]
            unknown = _("It cannot be sorted by «%(name)s».") % {"name": name[:60]}
            raise Invalid({"sort": f"{unknown} {nearest(name.removeprefix('-'), known)}"})
        return [_turned(path) if name.startswith("-") else path for path in column.sort]

    def page_of(
        self, rows: QuerySet[Any], sort: str = "", after: str = "", size: int = PAGE
    ) -> Page[Any]:
        """One page of the rows, in any order that the list knows."""
        by = self.ordered_by(sort)
        return page_of(self.answered(rows, by), by=by, after=after, size=size)

    def page_for(
        self, viewer: Viewer, asked: str, sort: str = "", after: str = "", size: int = PAGE
    ) -> Page[Any]:
        """One page of what the viewer sees and the filter finds, with all that is shown of it."""
        if not self.is_open_to(viewer):
            raise NotFound
        return read_apart(
            lambda: self._page_for(viewer, asked, sort, after, size),
            last_written(viewer.account_id),
        )

    def _page_for(self, viewer: Viewer, asked: str, sort: str, after: str, size: int) -> Page[Any]:
        condition = self.condition(self.read(asked), self.ask_of(viewer))
        page = self.page_where(viewer, condition, sort, after, size)
        self.dress(page.items)
        return page

    def page_where(
        self,
        viewer: Viewer,
        asked: Q,
        sort: str = "",
        after: str = "",
        size: int = PAGE,
        fields: tuple[str, ...] = (),
    ) -> Page[Any]:
        """One page of what the viewer sees and fits; as tuples of ``fields``, where any are named.

        Whether the list is open to the viewer has been asked before.
        """
        by = self.ordered_by(sort)
        if self.seen and not is_answered(by):
            question = Question(by, after, size, fields, () if fields else self.related)
            with suppress(Shapeless):
                return shaped_page(self.seen, viewer, asked, question)
        rows = self.answered(self.rows(viewer).filter(asked), by)
        page = page_of(self.with_values(rows), by=by, after=after, size=size)
        if not fields:
            return page
        return Page([tuple(_at(row, path) for path in fields) for row in page.items], page.next)

    def in_order(self, rows: QuerySet[Any], by: tuple[str, ...]) -> QuerySet[Any]:
        """All of the rows in an order of the list's."""
        return in_order(self.answered(rows, by), by)

    def answered(self, rows: QuerySet[Any], by: tuple[str, ...]) -> QuerySet[Any]:
        """The rows with the answers to questions of yes or no by which they are to be sorted."""
        asked = {each.sort[0]: each.asked for each in self.columns if each.asked}
        return answered(rows, by, asked)

    def with_values(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with all that their columns are read from."""
        return self.prefetched(rows.select_related(*self.related) if self.related else rows)


def counted(rows: QuerySet[Any], most: int = MOST_COUNTED) -> int:
    """How many rows there are, but never more than one beyond ``most``: that is «more than»."""
    return rows.order_by().values("pk")[: most + 1].count()


def _turned(path: str) -> str:
    return path.removeprefix("-") if path.startswith("-") else f"-{path}"


def _at(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name, None)
    return row


def _follow(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, f"get_{name}_display", None) or getattr(row, name, None)
        if callable(row):
            row = row()
        if row is None:
            return None
    return row


def choice(of: type[Choices], *, is_ordered: bool = False) -> Choice:
    """A column of one of the words of a field, each by its own name and label."""
    options = [Option(str(each.value), each.label, (each.value,)) for each in of]
    return Choice(lambda viewer: options, is_ordered=is_ordered)


_listings: dict[str, Listing] = {}


def register(listing: Listing) -> Listing:
    """Make a list known to the house by its key."""
    if listing.key in _listings:
        raise RuntimeError(f"two lists are called {listing.key!r}")
    _listings[listing.key] = listing
    return listing


def listing_called(key: str) -> Listing:
    """The list of this key; NotFound when there is none."""
    if key not in _listings:
        raise NotFound
    return _listings[key]


def listings() -> Mapping[str, Listing]:
    """All lists of the house by their keys."""
    return dict(_listings)

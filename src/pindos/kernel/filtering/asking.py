"""A list as an address asks for it: filter, order, columns and page, and the links that change it.

Every link keeps what else the address says, so that a list's own fields live beside the filter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.filtering.answers import is_answered
from pindos.kernel.filtering.builder import MOST_GROUPS, Row, Rows, read_rows, rows_of, tree_of
from pindos.kernel.filtering.errors import Unreadable
from pindos.kernel.filtering.found import Found
from pindos.kernel.filtering.kinds import Ask
from pindos.kernel.filtering.language import write
from pindos.kernel.filtering.listing import Column, Listing
from pindos.kernel.filtering.pieces import Chip, Field, Head, Part
from pindos.kernel.filtering.speaking import choices_of, op_label, said
from pindos.kernel.filtering.terms import EVERYTHING, Group, Mode, Node, Op, both, joined
from pindos.kernel.pages import PAGE, Page, page_of, rows_a_page

OWN = frozenset({"after", "build", "do"})  # what no link or form carries on
BUILT = ("c", "o", "v", "w", "g", "m", "n")
MOST_COLUMNS = 12


@dataclass
class Asked:
    """What an address asks of a list.

    ``within`` is what the list's own fields already ask for: it narrows exports and saved views,
    and is not shown as a condition; ``order`` is that of the page while none is asked for. A
    filter that cannot be read finds nothing and says why.
    """

    listing: Listing
    viewer: Viewer
    parameters: QueryDict
    now: datetime
    within: Node = EVERYTHING
    order: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """The filter as it was typed."""
        return self.parameters.get("filter", "").strip()

    @cached_property
    def _read(self) -> tuple[Node, Invalid | None]:
        try:
            node = self.listing.read(self.text)
            if node != EVERYTHING:
                self.listing.narrowed(self.viewer, self.listing.rows(self.viewer), node, self.now)
            self.listing.ordered_by(self.sort)
        except Invalid as error:
            return EVERYTHING, error
        return node, None

    @property
    def node(self) -> Node:
        """The filter; of one with a mistake, nothing."""
        return self._read[0]

    @property
    def mistake(self) -> str:
        """What is wrong, with its place; empty when nothing is."""
        error = self._read[1]
        return str(next(iter(error.fields.values()))) if error else ""

    @property
    def at(self) -> int:
        """The place of the mistake, from 1; 0 when it has none."""
        error = self._read[1]
        return error.at if isinstance(error, Unreadable) else 0

    @cached_property
    def sort(self) -> str:
        """The order asked for; empty is the list's own."""
        return self.parameters.get("sort", "").strip()[:200]

    @property
    def after(self) -> str:
        """The cursor of the page."""
        return self.parameters.get("after", "")

    def narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the rows that fit; none while the filter has a mistake."""
        if self.mistake:
            return rows.none()
        return self.listing.narrowed(self.viewer, rows, self.node, self.now)

    def among(self, found: Found) -> Found:
        """Those of what is found that fit; none while the filter has a mistake."""
        if self.mistake:
            return found.where(Q(pk__in=()))
        if self.node == EVERYTHING:
            return found
        ask = Ask(self.viewer, self.now, found.seen.model, lambda: found.rows)
        return found.where(self.listing.condition(self.node, ask))

    def page_among(self, found: Found, size: int = PAGE) -> Page[Any]:
        """The page of what is found that is asked for, of at most ``size`` rows."""
        own, sort = self.order or self.listing.order, "" if self.mistake else self.sort
        by = self.listing.ordered_by(sort) if sort else own
        if self.columns or is_answered(by):
            return self.page_of(found.rows, size)
        return found.page(by, self.after, rows_a_page(size))

    def page_of(self, rows: QuerySet[Any], size: int = PAGE) -> Page[Any]:
        """The page of the rows that is asked for, of at most ``size`` rows."""
        sort = "" if self.mistake else self.sort
        rows = self.listing.with_values(rows) if self.columns else rows
        if self.order and not sort:
            page = page_of(rows, by=self.order, after=self.after, size=rows_a_page(size))
        else:
            page = self.listing.page_of(rows, sort, self.after, rows_a_page(size))
        if self.columns:
            self.listing.dress(page.items)
        return page

    @cached_property
    def columns(self) -> list[Column]:
        """The columns chosen, in their order; none: the list shows its own table."""
        chosen = self.parameters.get("columns", "").split(",")
        shown = {column.key: column for column in self.listing.exported}
        known = [shown[key] for key in chosen if key in shown]
        return list(dict.fromkeys(known))[:MOST_COLUMNS]

    def address(self, **changes: str | None) -> str:
        """The list with something changed; a new question begins on the first page."""
        pairs = [
            (name, value)
            for name, values in self.parameters.lists()
            for value in values
            if name not in OWN | changes.keys() and not is_built(name)
        ]
        pairs += [(name, value) for name, value in changes.items() if value]
        return f"?{urlencode(pairs)}"

    @cached_property
    def kept(self) -> list[tuple[str, str]]:
        """What a form has to send along."""
        return [
            (name, value)
            for name, values in self.parameters.lists()
            for value in values
            if value and name not in OWN | {"filter"} and not is_built(name)
        ]

    @cached_property
    def chips(self) -> list[Chip]:
        """The conditions in words, each with the address that drops it."""
        node = self.node
        if node == EVERYTHING:
            return []
        is_list = isinstance(node, Group) and node.mode is Mode.ALL
        items = list(node.items) if is_list and isinstance(node, Group) else [node]
        chips = []
        for at, item in enumerate(items):
            rest = joined(Mode.ALL, items[:at] + items[at + 1 :])
            words = said(self.listing, item, self.viewer)
            chips.append(Chip(words, self.address(filter=write(rest))))
        return chips

    def head(self, key: str) -> Head:
        """The head of one column; a second click turns the order round."""
        column = self.listing.by_key[key]
        first = self.sort.partition(",")[0]
        direction = {key: "ascending", f"-{key}": "descending"}.get(first, "")
        turned = f"-{key}" if direction == "ascending" else key
        address = self.address(sort=turned) if column.sort else ""
        return Head(str(column.label), address, direction)

    @property
    def heads(self) -> list[Head]:
        """The heads of the chosen columns."""
        return [self.head(column.key) for column in self.columns]

    @property
    def every_column(self) -> list[tuple[str, str, bool]]:
        """All columns with their labels, and whether each is shown."""
        shown = [column.key for column in self.columns] or list(self.listing.shown)
        return [(each.key, str(each.label), each.key in shown) for each in self.listing.exported]

    @property
    def orders(self) -> list[tuple[str, str, bool]]:
        """Each order by one column, either way, in words; and whether it is the one asked for."""
        rising, falling = _("%(column)s, ascending"), _("%(column)s, descending")
        return [
            (key, words % {"column": column.label}, key == self.sort)
            for column in self.listing.columns
            if column.sort
            for key, words in ((column.key, rising), (f"-{column.key}", falling))
        ]

    @property
    def askable(self) -> list[tuple[str, str]]:
        """All columns that a condition may name."""
        return [(each.key, str(each.label)) for each in self.listing.columns]

    @property
    def query(self) -> str:
        """What names this list to the pages that save and export it."""
        pairs = {
            "list": self.listing.key,
            "filter": write(both(self.within, self.node)),
            "sort": self.sort,
            "columns": ",".join(column.key for column in self.columns),
        }
        return urlencode({name: value for name, value in pairs.items() if value})

    @property
    def building(self) -> str:
        """The address with the form open."""
        return f"{self.address()}&build=1"

    @property
    def closed(self) -> str:
        """The address with the form closed."""
        return self.address()

    @property
    def bare(self) -> str:
        """The address without conditions."""
        return self.address(filter=None)

    @property
    def written(self) -> str:
        """The filter for the box of text: as it was typed while it has a mistake."""
        return self.text if self.mistake else write(self.node)

    @property
    def is_building(self) -> bool:
        """Whether the form is open."""
        return bool(self.parameters.get("build") or self.parameters.get("do") or self.mistake)

    @cached_property
    def form(self) -> Rows | None:
        """The rows of the form; None when the filter is too deep for it."""
        if "do" in self.parameters:
            sent = read_rows(self.parameters, self.listing.by_key)
            return _done(self.listing, sent, self.parameters)
        return rows_of(self.node)

    @cached_property
    def turned_into(self) -> str:
        """Where to go when the form is sent: the address that says the same in one word."""
        do = self.parameters.get("do", "")
        if "cols" in self.parameters:
            return self.address(columns=",".join(self.parameters.getlist("cols")), cols=None)
        if do != "apply" or self.form is None:
            return ""
        return self.address(filter=write(tree_of(self.form)))

    @property
    def parts(self) -> list[Part]:
        """The groups of the form with their fields."""
        form = self.form or Rows([], [Mode.ALL])
        fields = [self._field(number, row) for number, row in enumerate(form.rows)]
        return [
            Part(number, mode.value, [each for each in fields if each.row.group == number])
            for number, mode in enumerate(form.modes)
        ]

    @property
    def may_group(self) -> bool:
        """Whether one more group fits."""
        return self.form is not None and len(self.form.modes) <= MOST_GROUPS

    def _field(self, number: int, row: Row) -> Field:
        column = self.listing.by_key[row.column]
        kind = column.kind
        return Field(
            number=number,
            row=row,
            label=str(column.label),
            kind=kind.name,
            operators=[(op.value, op_label(kind, op)) for op in kind.operators],
            choices=choices_of(kind, self.viewer),
            has_two=Op.BETWEEN in kind.operators and kind.name != "choice",
            hint=str(column.hint),
        )

    def cells_of(self, rows: Iterable[Any]) -> list[tuple[str, list[tuple[str, Any]]]]:
        """The rows as their chosen columns: the address of each, and labels with values."""
        return [
            (
                self.listing.address(row),
                [(str(column.label), column.value_of(row)) for column in self.columns],
            )
            for row in rows
        ]


def is_built(name: str) -> bool:
    """Whether a parameter is a field of the form's rows."""
    return name == "cols" or (name[:1] in BUILT and name[1:].isdigit())


def _done(listing: Listing, form: Rows, parameters: QueryDict) -> Rows:
    """The form after one of its buttons: a row more, one less, a group more."""
    verb, _colon, which = parameters.get("do", "").partition(":")
    rows, modes = list(form.rows), list(form.modes)
    if verb == "remove" and which.isdigit() and int(which) < len(rows):
        del rows[int(which)]
    if verb == "group" and len(modes) <= MOST_GROUPS:
        modes.append(Mode.ANY)
    column = listing.by_key.get(parameters.get(f"n{which}", ""))
    if verb == "add" and which in map(str, range(len(modes))) and column:
        rows.append(Row(column.key, column.kind.operators[0], (), int(which)))
    return Rows(rows, modes)

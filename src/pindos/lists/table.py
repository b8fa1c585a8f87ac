"""A list as a file, row by row: the memory it takes does not grow with the rows.

CSV is written with a byte order mark and semicolons: that is what Excel in Greek opens by a double
click. Times are those of Greece.
"""

import csv
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from importlib import import_module
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.filtering import Column, Listing
from pindos.kernel.replica import read_apart
from pindos.kernel.text import without_invisible
from pindos.lists.rules import harmless
from pindos.lists.terms import MOST_EXPORTED

CHUNK = 500  # rows fetched at once
BOM = "\ufeff"
WIDTHS = {"moment": 16, "day": 11, "number": 10, "yesno": 8, "choice": 18}  # characters
WIDTH = 32
CELL = 32_767  # characters that a cell of Excel holds


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """The line itself."""
        return text


class Sheet(ABC):
    """Heads and rows of plain values, written as either kind of file."""

    @property
    @abstractmethod
    def heads(self) -> list[tuple[str, int]]:
        """What each column is called, and its width in characters."""

    @abstractmethod
    def values(self) -> Iterator[list[Any]]:
        """The rows as plain values."""

    def csv(self) -> Iterator[bytes]:
        """Lines of CSV in UTF-8, the heads first."""
        writer = csv.writer(Echo(), delimiter=";", lineterminator="\r\n")
        yield (BOM + writer.writerow([label for label, _width in self.heads])).encode()
        for values in self.values():
            yield str(writer.writerow([written(value) for value in values])).encode()

    def xlsx(self) -> IO[bytes]:
        """A workbook in a file of its own that goes when it is closed."""
        target = tempfile.TemporaryFile()  # noqa: SIM115  whoever sends it closes it
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book: Any = import_module("xlsxwriter").Workbook(target, options)  # 14 MB: when needed
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        looks: dict[type, Any] = {
            datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
        }
        for at, (label, width) in enumerate(self.heads):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, label, bold)
        sheet.freeze_panes(1, 0)
        for line, values in enumerate(self.values(), 1):
            for at, value in enumerate(values):
                _write(sheet, line, at, value, looks)
        book.close()
        target.seek(0)
        return target


@dataclass(frozen=True)
class Grid(Sheet):
    """A few rows that are at hand."""

    names: list[str]
    rows: list[list[Any]]

    @property
    def heads(self) -> list[tuple[str, int]]:
        """The names; the first column is the one with words."""
        return [(name, 18 if at else WIDTH) for at, name in enumerate(self.names)]

    def values(self) -> Iterator[list[Any]]:
        """The rows."""
        for row in self.rows:
            yield [plain(value) for value in row]


@dataclass(frozen=True)
class Table(Sheet):
    """Rows of a list in an order, and the columns that are written of them."""

    listing: Listing
    columns: list[Column]
    rows: QuerySet[Any]
    order: tuple[str, ...]
    since: datetime | None = None  # a copy of the database that has all up to then may be read

    @property
    def heads(self) -> list[tuple[str, int]]:
        """The labels of the columns."""
        return [(str(each.label), WIDTHS.get(each.kind.name, WIDTH)) for each in self.columns]

    def values(self) -> Iterator[list[Any]]:
        """The rows as plain values: sorted once by their ids, then fetched by the chunk."""
        ids = read_apart(self._ids, self.since)
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            for row in read_apart(partial(self._read, chunk), self.since):
                yield [plain(column.value_of(row)) for column in self.columns]

    def _ids(self) -> list[Any]:
        rows = self.listing.in_order(self.rows, self.order)
        return list(rows.values_list("pk", flat=True)[:MOST_EXPORTED])

    def _read(self, chunk: list[Any]) -> list[Any]:
        rows = self.listing.with_values(self.rows).filter(pk__in=chunk)
        found = {row.pk: row for row in rows}
        here = [found[pk] for pk in chunk if pk in found]
        self.listing.dress(here)
        return here


def columns_of(listing: Listing, chosen: str) -> list[Column]:
    """The columns named, with commas between; without any, all that have a value."""
    shown = {column.key: column for column in listing.exported}
    named = [shown[key] for key in chosen.split(",") if key in shown]
    return named or list(listing.exported)


def plain(value: Any) -> Any:
    """A value as a file can hold it: text, number, day, time in Greece, or nothing."""
    if value is None or isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    return value if isinstance(value, int) else without_invisible(str(value))


def written(value: Any) -> str:
    """A plain value as CSV says it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value) if isinstance(value, int) else harmless(value)


def _write(sheet: Any, line: int, at: int, value: Any, looks: dict[type, Any]) -> None:
    """Real dates and numbers; text is never a formula, whatever it begins with."""
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(line, at, value, looks[type(value)])
    elif isinstance(value, int):
        sheet.write_number(line, at, value)
    else:
        sheet.write_string(line, at, harmless(value)[:CELL])

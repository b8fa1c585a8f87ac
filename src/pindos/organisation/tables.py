"""Tables as offices send them: CSV in any of the usual codes, separators and date forms.

Read: UTF-8 with or without BOM, UTF-16, Windows-1253; comma, semicolon or tab; quoted line ends.
Written: UTF-8 with BOM and semicolons, as Greek Excel opens it, and nothing that it would take
for a formula.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.kernel.text import fold, invisible_in
from pindos.organisation.terms import FIELDS

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 50_000
SEPARATORS = ";,\t"
FORMULA = re.compile(r"[=+\-@\t\r]")
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 0?0:00(?::00)?)?")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")


class FaultyTable(Refused):
    """A file that cannot be read as a table at all; says why, and the line where known."""

    status = 422


class Row(NamedTuple):
    """One row: the line of the file on which it begins, its values by field, what is wrong."""

    line: int
    values: dict[str, str]
    fault: str = ""


class Table(NamedTuple):
    """A file as rows; ``unknown`` are the headers that nobody asked for."""

    fields: frozenset[str]
    rows: list[Row]
    unknown: tuple[str, ...]
    code: str
    separator: str


def read_table(content: bytes, headers: Mapping[str, str], needed: frozenset[str]) -> Table:
    """Read a file; ``headers`` gives the field of each folded header name.

    Refuses what is too large, no text, without the needed columns or with one of them twice.
    """
    if len(content) > MOST_BYTES:
        raise FaultyTable(_("The file is larger than 10 MB. Split it."))
    text, code = decoded(content)
    separator = _separator(text, headers)
    records = _records(text, separator)
    if not records:
        raise FaultyTable(_("The file is empty."))
    if len(records) > MOST_ROWS + 1:
        raise FaultyTable(_("The file has more than 50,000 rows. Split it."))
    columns, unknown = _columns(records[0][1], headers, needed)
    rows = [_row(line, cells, columns) for line, cells in records[1:]]
    return Table(frozenset(filter(None, columns)), rows, unknown, code, separator)


def decoded(content: bytes) -> tuple[str, str]:
    """The text and its code: told by its BOM, else UTF-16 by its zeros, UTF-8, Windows-1253."""
    for mark, code in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _in_code(content, code)
    head = content[:2000]
    if b"\x00" in head:
        is_little = head[1::2].count(0) >= head[::2].count(0)
        return _in_code(content, "utf-16-le" if is_little else "utf-16-be")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _in_code(content, "cp1253")


def date_in(text: str) -> date | None:
    """A day written 23/11/2026 or 2026-11-23, None for nothing; ValueError for all else."""
    words = text.strip()
    if not words:
        return None
    if found := DAY_FIRST.fullmatch(words):
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    if found := YEAR_FIRST.fullmatch(words):
        year, month, day = map(int, found.groups())
        return date(year, month, day)
    raise ValueError(text)


def write_table(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A table as Greek Excel opens it; a value that looks like a formula gets a quote before."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(each) for each in headers])
    writer.writerows([_harmless(each) for each in row] for row in rows)
    return codecs.BOM_UTF8 + target.getvalue().encode()


def _harmless(value: str) -> str:
    """The value as text for every spreadsheet; read_table takes the quote away again."""
    return f"'{value}" if FORMULA.match(value) or value.startswith("'") else value


def _as_meant(cell: str) -> str:
    """The cell without the quote that _harmless, or a careful spreadsheet, put before it."""
    is_guarded = cell.startswith("'") and (FORMULA.match(cell[1:]) or cell[1:2] == "'")
    return cell[1:] if is_guarded else cell


def _in_code(content: bytes, code: str) -> tuple[str, str]:
    try:
        return content.decode(code), code
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        words = _("Line %(line)s: this is no text that can be read. Save the file as CSV UTF-8.")
        raise FaultyTable(words % {"line": line}) from error


def _separator(text: str, headers: Mapping[str, str]) -> str:
    """The separator with which the first line gives the most known headers."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.lower().startswith("sep=") and len(first) > len("sep="):
        return first[4]

    def known(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=separator), [])
        return sum(fold(cell) in headers for cell in cells), text.count(separator)

    return max(SEPARATORS, key=known)


def _records(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line on which it begins."""
    found: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            is_hint = line == 1 and len(cells) <= 2 and cells[:1] and cells[0].startswith("sep=")
            if any(cell.strip() for cell in cells) and not is_hint:
                found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        words = _("Line %(line)s: a quotation mark is opened and not closed, or stands alone.")
        raise FaultyTable(words % {"line": line}) from error
    return found


def _columns(
    cells: list[str], headers: Mapping[str, str], needed: frozenset[str]
) -> tuple[list[str], tuple[str, ...]]:
    """The field of each column, empty for one that nobody asked for."""
    columns = [headers.get(fold(cell), "") for cell in cells]
    twice = {field for field in columns if field and columns.count(field) > 1}
    if twice:
        pairs = zip(cells, columns, strict=True)
        names = ", ".join(cell for cell, field in pairs if field in twice)
        words = _("Two columns mean the same: %(names)s. Delete one.")
        raise FaultyTable(words % {"names": names})
    if missing := needed - set(columns):
        names = ", ".join(sorted(_first_name(field, headers) for field in missing))
        words = _("The first line must name the columns. Missing: %(names)s.")
        raise FaultyTable(words % {"names": names})
    unknown = tuple(
        cell.strip()[:60]
        for cell, field in zip(cells, columns, strict=True)
        if not field and cell.strip()
    )
    return columns, unknown


def _first_name(field: str, headers: Mapping[str, str]) -> str:
    return next(name for name, found in headers.items() if found == field)


def _row(line: int, cells: list[str], columns: list[str]) -> Row:
    fault = ""
    if any(cell.strip() for cell in cells[len(columns) :]):
        fault = _("The row has more values than there are columns.")
    values = {
        field: _as_meant(cells[n].strip()) if n < len(cells) else ""
        for n, field in enumerate(columns)
        if field
    }
    for field, value in values.items():
        if found := invisible_in(value):
            words = _("%(field)s: there is an invisible character (%(code)s) at place %(place)s.")
            fault = words % {
                "field": FIELDS.get(field, field),
                "place": found[0],
                "code": found[1],
            }
    return Row(line, values, fault)

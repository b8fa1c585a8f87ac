"""Everything about one person as an archive: JSON, tables for reading, their own files."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db.models import Field, Model
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from pindos.kernel.events import plain
from pindos.kernel.personal import Holding, Whom, holdings
from pindos.operations.table import BOM, safe
from pindos.operations.wording import event_words, field_words
from pindos.records.queries import files_sent_by
from pindos.shell.moments import date_of, minute_of

READ = 100  # rows of each part on the page that is read; the tables hold all of them
AT_ONCE = 500
NAMES = ("number", "name_el", "name", "key", "username")
UTF8 = "utf-8"
LOOKS = """body { max-width: 70rem; margin: 1rem auto; padding: 0 1rem; font-family: sans-serif; }
table { margin: .5rem 0 1.5rem; border-collapse: collapse; }
th, td { padding: .25rem .5rem; border: 1px solid #777; text-align: left; vertical-align: top; }
.scroll { overflow-x: auto; }
"""


class Part(NamedTuple):
    """One part of the page that is read."""

    label: str
    why: str
    file: str
    columns: list[str]
    rows: list[list[str]]
    total: int


class Packed(NamedTuple):
    """What went into an archive."""

    rows: int
    files: int


def pack(whom: Whom, name: str, at: datetime, path: Path) -> Packed:
    """Write the archive; ``name`` is the person's, for the page that is read."""
    parts: list[Part] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, holding in enumerate(holdings(), 1):
            part = _table(archive, number, holding, whom)
            if part is not None:
                parts.append(part)
        _json(archive, whom, at)
        files = _files(archive, whom)
        words = {"parts": parts, "name": name, "at": at, "files": files, "read": READ}
        archive.writestr("looks.css", LOOKS)
        archive.writestr("index.html", render_to_string("operations/export_index.html", words))
    return Packed(sum(part.total for part in parts), files)


def _table(archive: zipfile.ZipFile, number: int, holding: Holding, whom: Whom) -> Part | None:
    """One holding as a table for a spreadsheet; nothing when no row is theirs."""
    rows = _rows(holding, whom)
    first = next(rows, None)
    if first is None:
        return None
    columns = [field_words(name) for name in holding.shown]
    file = f"csv/{number:02d}-{holding.table.replace('.', '-')}.csv"
    kept: list[list[str]] = []
    count = 0
    with archive.open(file, "w") as raw, io.TextIOWrapper(raw, UTF8, newline="") as out:
        out.write(BOM)
        write = csv.writer(out, delimiter=";", lineterminator="\r\n").writerow
        write(columns)
        for row in _with(first, rows):
            cells = [_words(holding, row, name) for name in holding.shown]
            write([safe(cell) for cell in cells])
            count += 1
            if len(kept) < READ:
                kept.append(cells)
    return Part(str(holding.label), str(holding.why), file, columns, kept, count)


def _json(archive: zipfile.ZipFile, whom: Whom, at: datetime) -> None:
    """All of it for programs (GDPR art. 20): one object, a list for each table."""
    with archive.open("data.json", "w") as raw, io.TextIOWrapper(raw, UTF8, newline="") as out:
        out.write(f'{{"person": {whom.person_id}, "at": {_dumped(at)}, "tables": {{')
        for number, holding in enumerate(holdings()):
            out.write(f"{', ' if number else ''}\n{_dumped(holding.table)}: [")
            for place, row in enumerate(_rows(holding, whom)):
                said = {"id": row.pk, **{name: _value(row, name) for name in holding.shown}}
                out.write(f"{',' if place else ''}\n{_dumped(said)}")
            out.write("]")
        out.write("}}\n")


def _files(archive: zipfile.ZipFile, whom: Whom) -> int:
    """What the person sent, under a number, so that two of one name do not meet."""
    count = 0
    for file in files_sent_by(whom.person_id):
        if file.path.exists():
            archive.write(file.path, f"files/{file.id}-{file.name}")
            count += 1
    return count


def _rows(holding: Holding, whom: Whom) -> Iterator[Any]:
    if not holding.shown:
        return iter(())
    meta = holding.model._meta
    related = [name for name in holding.shown if meta.get_field(name).is_relation]
    return holding.rows(whom).select_related(*related).iterator(chunk_size=AT_ONCE)


def _with(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest


def _value(row: Any, name: str) -> Any:
    """A column for programs: a row of another table by its id and its name."""
    value = getattr(row, name)
    if isinstance(value, Model):
        return {"id": value.pk, "name": _name_of(value)}
    return plain(value)


def _words(holding: Holding, row: Any, name: str) -> str:
    """A column for people."""
    value, field = getattr(row, name), holding.model._meta.get_field(name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Model):
        return _name_of(value)
    if isinstance(field, Field) and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, datetime):
        return minute_of(value)
    if isinstance(value, date):
        return date_of(value)
    if holding.table == "kernel.event" and name == "name":
        return event_words(value)
    return _dumped(value) if isinstance(value, list | dict) else str(value)


def _name_of(row: Model) -> str:
    found = (getattr(row, each, "") for each in NAMES)
    return next((str(each) for each in found if each), str(row.pk))


def _dumped(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False)

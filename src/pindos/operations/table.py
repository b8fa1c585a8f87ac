"""The audit trail as a table for a spreadsheet: CSV that Excel opens in Greek."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.models import Event
from pindos.operations.queries import Line, lines_of

BOM = "\ufeff"
BATCH = 500
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_of(events: QuerySet[Event]) -> Iterator[str]:
    """The lines of the file, a batch at a time; one row a change, or one for none."""
    yield BOM + _row(
        [
            _("Number"),
            _("When"),
            _("Who"),
            _("Capacity"),
            _("Act"),
            _("About"),
            _("Unit"),
            _("Door"),
            _("Address"),
            _("Field"),
            _("Before"),
            _("After"),
        ]
    )
    rows = events.iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        for line in lines_of(batch):
            yield from map(_row, _cells(line))


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell


def _cells(line: Line) -> Iterator[list[str]]:
    at = timezone.localtime(line.at)
    first = [
        str(line.seq),
        f"{at:%d/%m/%Y %H:%M:%S}",
        line.who,
        line.capacity,
        line.did,
        line.about,
        line.unit,
        line.door,
        line.address,
    ]
    if not line.differences:
        yield [*first, "", "", ""]
    for each in line.differences:
        yield [*first, each.field, each.before, each.after]


def _row(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(map(safe, cells))
    return text.getvalue()

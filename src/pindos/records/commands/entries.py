"""Records, who takes part in them, what stands in them, and their numbers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Refused
from pindos.kernel.events import plain
from pindos.kernel.inserting import insert, insert_all, insert_one
from pindos.kernel.joining import From, New, Said, insert_joined
from pindos.kernel.rows import new
from pindos.kernel.straight import rows_of
from pindos.kernel.text import fold
from pindos.records.commands.files import attach
from pindos.records.models import Entry, Participant, Record
from pindos.records.rules.numbers import series, written
from pindos.records.terms import Author, Held, Part, Written

NEXT = """
    INSERT INTO records_counter (series, last)
    SELECT %s, 1 FROM records_record WHERE id = %s AND number IS NULL
    ON CONFLICT (series) DO UPDATE SET last = records_counter.last + 1 RETURNING last
"""
# The next one as it is written: with at least four digits (``rules.numbers.written``).
NEXT_DIGITS = """
    INSERT INTO records_counter (series, last) VALUES (%s, 1)
    ON CONFLICT (series) DO UPDATE SET last = records_counter.last + 1
    RETURNING CASE WHEN last > 9999 THEN CAST(last AS varchar(20))
    ELSE substr(CAST(10000 + last AS varchar(20)), 2) END
"""
NUMBERED = "UPDATE records_record SET number = %s WHERE id = %s RETURNING id"

# No savepoint of their own: a fault here undoes the whole act of the context that owns the matter.
within = transaction.atomic(savepoint=False)


@within
def open_record(*, about: str) -> Record:
    """A new record about a kind of thing; its number is given when all is done."""
    return insert_one(new(Record, about=about))


@within
def begin_record(
    *,
    about: str,
    requester_id: int | None,
    author: Author,
    written: Sequence[Written],
    files: Sequence["UploadedFile[bytes] | Held"] = (),
) -> list[Entry]:
    """A new record for a person, and its first entries in their order, the files with the first.

    Refuses files as ``add_entry`` does.
    """
    record = open_record(about=about)
    taking_part = []
    if requester_id is not None:
        taking_part = [Participant(record=record, person_id=requester_id, part=Part.REQUESTER)]
    rows = _entries(record.pk, author, written)
    insert_all(taking_part, rows)
    attach(rows[0], files)
    return rows


@within
def begin_numbered(
    matter: Model,
    *,
    about: str,
    requester_id: int | None,
    author: Author,
    written: Sequence[Written],
    prefecture_key: str,
    on: date,
    search_text: str,
) -> list[Entry]:
    """``begin_record`` and ``give_number``, together with the row of the matter itself.

    The row bears ``record_id``, ``number`` and ``search_text``: the folded number, then what is
    given here folded. From here to the end of the transaction all others who need a number of the
    same series wait; so no files are attached here.
    """
    name = series(prefecture_key, on.year)
    number, record = 0, 1  # which part gives it
    rows = _entries(0, author, written)  # their record is given below
    given = {
        "record_id": From(record),
        "number": From(number, f"{name}-"),
        "search_text": From(number, f"{fold(name)}-", f" {search_text}"),
    }
    taking_part = []
    if requester_id is not None:
        taking_part = [new(Participant, person_id=requester_id, part=Part.REQUESTER)]
    insert_joined(
        Said(NEXT_DIGITS, [name]),
        New(new(Record, about=about), {"number": From(number, f"{name}-")}),
        *[New(row, {"record_id": From(record)}) for row in (*taking_part, *rows)],
        New(matter, given),
    )
    return rows


@transaction.atomic
def add_participant(*, record_id: int, person_id: int, part: str = Part.WATCHER) -> Participant:
    """Let a person take part; one who does already gets the new part."""
    row, _is_new = Participant.objects.update_or_create(
        record_id=record_id, person_id=person_id, defaults={"part": part}
    )
    return row


@within
def remove_participant(*, record_id: int, person_id: int) -> None:
    """Let a person take part no more; whoever asked stays."""
    rows = Participant.objects.filter(record=record_id, person=person_id)
    rows.exclude(part=Part.REQUESTER).delete()


@within
def change_requester(*, record_id: int, before_id: int | None, after_id: int | None) -> None:
    """Another person is the one who asked; the one of before takes no part any more."""
    Participant.objects.filter(record=record_id, person=before_id, part=Part.REQUESTER).delete()
    if after_id is not None:
        add_participant(record_id=record_id, person_id=after_id, part=Part.REQUESTER)


@within
def add_entry(
    *,
    record_id: int,
    kind: str,
    author: Author,
    text: str = "",
    is_internal: bool = False,
    step: str = "",
    facts: Mapping[str, Any] | None = None,
    files: Sequence["UploadedFile[bytes] | Held"] = (),
) -> Entry:
    """Write an entry at the end of the timeline, with its files.

    Refuses files that cannot be taken (Invalid, field ``files``): too many, too large, of a kind
    that is not kept, or broken.
    """
    written = Written(kind, text, is_internal, step, facts or {})
    [entry] = insert(_entries(record_id, author, [written]))
    attach(entry, files)
    return entry


def _entries(record_id: int, author: Author, written: Sequence[Written]) -> list[Entry]:
    return [
        new(
            Entry,
            record_id=record_id,
            kind=each.kind,
            is_internal=each.is_internal,
            author_id=author.person_id,
            author_name=author.name,
            author_unit=author.unit,
            text=each.text,
            step=each.step,
            facts={name: plain(value) for name, value in each.facts.items()},
        )
        for each in written
    ]


def give_number(*, record_id: int, prefecture_key: str, on: date) -> str:
    """The next number of a prefecture in the year of a day, without gaps; written on the record.

    Call it as the last act of the transaction: from here to its end all others who need a number
    of the same series wait. A record that has a number is refused another one.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("give_number() outside a transaction: a number could be lost")
    day = timezone.localdate(on) if isinstance(on, datetime) else on
    given = rows_of(NEXT, [series(prefecture_key, day.year), record_id], is_kept=True)
    if not given:
        raise Refused(_("This record has a number already; it never changes."))
    number = written(prefecture_key, day.year, given[0][0])
    rows_of(NUMBERED, [number, record_id], is_kept=True)
    return number

"""Reading records."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.prepared import keyed, prepared
from pindos.kernel.sight import is_shared, sight
from pindos.organisation.queries import prefectures
from pindos.records.models import Attachment, Entry, HeldFile, Participant, Record
from pindos.records.options import MEGABYTES
from pindos.records.queries.outline import Line as Line
from pindos.records.queries.outline import by_entry, entries_of
from pindos.records.queries.outline import entries_in_full as entries_in_full
from pindos.records.queries.outline import outline_of as outline_of
from pindos.records.queries.said import taking_part as taking_part
from pindos.records.queries.said import texts_in as texts_in
from pindos.records.queries.scanned import Mark as Mark
from pindos.records.queries.scanned import blobs_kept_by as blobs_kept_by
from pindos.records.queries.scanned import infected_words
from pindos.records.queries.scanned import keeps_files as keeps_files
from pindos.records.queries.scanned import mark_of as mark_of
from pindos.records.queries.scanned import places_of as places_of
from pindos.records.queries.scanned import scans as scans
from pindos.records.queries.scanned import to_scan as to_scan
from pindos.records.queries.scanned import unclean_file as unclean_file
from pindos.records.queries.scanned import unclean_files as unclean_files
from pindos.records.queries.scanned import unclean_places as unclean_places
from pindos.records.queries.stored import OpenFile as OpenFile
from pindos.records.queries.stored import SentFile as SentFile
from pindos.records.queries.stored import files_sent_by as files_sent_by
from pindos.records.queries.stored import open_files as open_files
from pindos.records.queries.stored import stored_files as stored_files
from pindos.records.queries.stored import unused_blobs as unused_blobs
from pindos.records.rules.numbers import Spelling, number_in, typed_in, written
from pindos.records.terms import ERASED, INFECTED, EntryKind, Held, Sight

YEARS_BACK = 5  # of numbers that are typed without their year
SAID = (EntryKind.OPENING, EntryKind.REPLY, EntryKind.NOTE)


class RecordFacts(NamedTuple):
    """What a record says of itself; ``about`` names the kind of thing (servicedesk.ticket)."""

    id: int
    about: str
    number: str | None
    created_at: datetime


def record_facts(record_id: int) -> RecordFacts:
    """The record of this id; NotFound when there is none."""
    found = Record.objects.filter(pk=record_id)
    row = found.values_list("pk", "about", "number", "created_at").first()
    if row is None:
        raise NotFound
    return RecordFacts(*row)


def record_numbered(number: str) -> RecordFacts:
    """The record with this number, however it was typed; NotFound when there is none."""
    row = Record.objects.filter(number=number_typed(number) or "").first()
    if row is None:
        raise NotFound
    return record_facts(row.pk)


def timeline(record_id: int, sight: str) -> list[Entry]:
    """The entries that somebody with this sight may read, oldest first; two queries.

    Each entry has its attachments as ``files``. What is internal is left out by the database, so
    that no page can show it by mistake.
    """
    return timeline_of([record_id], sight)


def timeline_of(record_ids: Iterable[int], sight: str, also: Iterable[int] = ()) -> list[Entry]:
    """The timelines of several records as one, with single entries of others."""
    if sight not in {Sight.PUBLIC, Sight.ALL}:
        return []
    records, also = frozenset(record_ids), frozenset(also)
    if not also:
        return _with_files(entries_of(records, sight == Sight.PUBLIC), _files(records))
    wanted = Q(record__in=records)
    if sight == Sight.PUBLIC:
        wanted &= Q(is_internal=False)
    wanted |= Q(pk__in=also) if sight == Sight.ALL else Q(pk__in=also, is_internal=False)
    entries = Entry.objects.filter(wanted).order_by("id")
    files = Attachment.objects.select_related("blob").order_by("id")
    return list(entries.prefetch_related(Prefetch("attachments", files, to_attr="files")))


def has_files(record_ids: QuerySet[Any]) -> QuerySet[Attachment]:
    """The attachments of records whose ids are a subquery."""
    return Attachment.objects.filter(entry__record__in=record_ids)


@prepared
def _files(record_ids: frozenset[int]) -> QuerySet[Attachment]:
    files = Attachment.objects.filter(entry__record__in=record_ids)
    return files.select_related("blob").order_by("id")


def _with_files(entries: list[Entry], files: list[Attachment]) -> list[Entry]:
    of_entry = by_entry(files)
    for entry in entries:
        entry.files = of_entry.get(entry.pk, [])  # type: ignore[attr-defined]
    return entries


def count_after(record_id: int, entry_id: int, *, but: int | None) -> int:
    """How many entries came after one, those of one person left out; internal ones count."""
    rows = Entry.objects.filter(record=record_id, pk__gt=entry_id)
    return rows.exclude(author_id=but).count() if but is not None else rows.count()


def said_in(record_id: int) -> list[Entry]:
    """What people wrote in a record, internal notes too, oldest first, with the files."""
    return [entry for entry in timeline(record_id, Sight.ALL) if entry.kind in SAID]


def solutions_of(record_ids: Iterable[int]) -> dict[int, str]:
    """What was said last, for everybody to read, of how each was solved; one query."""
    said = Entry.objects.filter(
        record__in=list(record_ids), kind=EntryKind.REPLY, is_internal=False, facts__solves=True
    )
    rows = said.exclude(text="").order_by("id").values_list("record_id", "text")
    return dict(rows)


def count_of(record_id: int) -> int:
    """How many entries stand in a record."""
    return Entry.objects.filter(record=record_id).count()


class Weight(NamedTuple):
    """What stands in records: what people wrote, the files, and their size in bytes."""

    entries: int
    files: int
    size: int


def weight_of(record_ids: Any) -> Weight:
    """What stands in these records together; their ids may be a subquery."""
    entries = Entry.objects.filter(record__in=record_ids, kind__in=SAID).count()
    files = Attachment.objects.filter(entry__record__in=record_ids)
    found = files.aggregate(files=Count("pk"), size=Sum("blob__size"))
    return Weight(entries, found["files"], found["size"] or 0)


def weights_of(record_ids: Iterable[int]) -> dict[int, Weight]:
    """The same of each record; one in which nothing stands is there too."""
    ids = list(record_ids)
    entries = Entry.objects.filter(record__in=ids, kind__in=SAID).values_list("record")
    files = Attachment.objects.filter(entry__record__in=ids).values_list("entry__record")
    said = dict(entries.annotate(n=Count("pk")))
    sent = {pk: (n, size) for pk, n, size in files.annotate(Count("pk"), Sum("blob__size"))}
    return {pk: Weight(said.get(pk, 0), *sent.get(pk, (0, 0))) for pk in ids}


def erased_words(facts: Mapping[str, Any]) -> str:
    """What a rule of retention erased in a record (the step ERASED), as a sentence."""
    months = int(facts.get("months", 0))
    what = (
        _("What was written here, and the files, were erased by a rule of retention:")
        if facts.get("what") == "texts"
        else _("The files were erased by a rule of retention:")
    )
    after = ngettext("%(n)d month after closing.", "%(n)d months after closing.", months)
    return f"{what} {after % {'n': months}}"


def words_of_step(step: str, facts: Mapping[str, Any]) -> str:
    """What happened to a record whatever it is of: erased, a virus found; empty for all else."""
    if step == ERASED:
        return erased_words(facts)
    return infected_words(facts) if step == INFECTED else ""


def has_written_since(record_id: int, person_id: int, since: datetime) -> bool:
    """Whether somebody has replied in a record after a moment."""
    rows = Entry.objects.filter(record=record_id, author_id=person_id, at__gt=since)
    return rows.filter(kind=EntryKind.REPLY).exists()


def records_of(person_id: int, *parts: str) -> QuerySet[Participant, int]:
    """The ids of the records in which a person takes part (in these ways); a subquery."""
    rows = Participant.objects.filter(person=person_id)
    rows = rows.filter(part__in=parts) if parts else rows
    return rows.values_list("record_id", flat=True)


def part_of(record_id: int, person_id: int) -> str:
    """How a person takes part in a record; empty when they do not."""
    rows = Participant.objects.filter(record=record_id, person=person_id)
    return rows.values_list("part", flat=True).first() or ""


def participants_of(record_id: int) -> dict[int, str]:
    """Who takes part in a record, and how: person id -> Part."""
    return dict(_participants(record_id))


@keyed
def _participants(record_id: int) -> QuerySet[Participant, tuple[int, str]]:
    return Participant.objects.filter(record=record_id).values_list("person_id", "part")


def number_typed(text: str) -> str | None:
    """The number in its one form, however it was typed; None when the text is no number.

    Without a year it is one of this year, by the clock of Athens. Whether there is such a record
    is another question.
    """
    return next(iter(numbers_typed(text)), None)


def numbers_typed(text: str) -> list[str]:
    """The numbers that a text may be, the likeliest first: without its year one of this year, else
    of one before. In January most of what people name is of last year."""
    typed = typed_in(text)
    if typed is None:
        return []
    places = prefectures()
    spellings = [Spelling(place.key, place.key) for place in places]
    spellings += [Spelling(place.short_el, place.key) for place in places]
    year = timezone.localdate().year
    years = range(year, year - (YEARS_BACK if typed.year is None else 0) - 1, -1)
    found = [number_in(text, spellings, each) for each in years]
    return [number for number in found if number is not None]


def numbers_ending(digits: str) -> list[str]:
    """The numbers of this year that end so, one for each prefecture."""
    year, last = timezone.localdate().year, int(digits)
    return [written(place.key, year, last) for place in prefectures()]


def held_files(viewer: Viewer, keys: Iterable[str]) -> list[Held]:
    """The files with these keys that are kept for the viewer's account, in the order sent."""
    wanted = [key for key in keys if key]
    if viewer.account_id is None or not wanted:
        return []
    rows = HeldFile.objects.filter(account_id=viewer.account_id, key__in=wanted).order_by("id")
    facts = rows.values_list("key", "name", "blob__size", "blob__content_type", "blob_id")
    return [Held(*row) for row in facts]


def attachment_for(viewer: Viewer, attachment_id: int) -> Attachment:
    """A file that the viewer may see, with its blob; NotFound otherwise, whatever the reason.

    Who may see it is said by the floor that owns the matter; a file of an internal entry needs
    the whole sight.
    """
    rows = Attachment.objects.select_related("blob", "entry__record")
    found = rows.filter(pk=attachment_id).first()
    if found is None:
        raise NotFound
    entry = found.entry
    seen = sight(viewer, entry.record.about, entry.record_id)
    if seen == Sight.ALL or (seen == Sight.PUBLIC and not entry.is_internal):
        return found
    about = entry.record.about
    if not is_shared(viewer, about, entry.pk, is_internal=entry.is_internal):
        raise NotFound
    return found


def largest_file() -> int:
    """How many megabytes a file may have now; anybody may know it."""
    return MEGABYTES.now()

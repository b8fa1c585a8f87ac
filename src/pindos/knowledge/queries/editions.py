"""What a reader gets of an instruction: its text, its files, and the versions there were."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.knowledge.models import Edition, Enclosure, Instruction
from pindos.knowledge.queries.instructions import is_read_in_full, published_to
from pindos.knowledge.rules import html_of, names_in

MOST_EDITIONS = 100


class Text(NamedTuple):
    """A text as a page shows it; ``others`` are files that the text itself does not name."""

    title: str
    html: SafeString
    others: list[Enclosure]
    number: int = 0


def text_of(row: Instruction) -> Text:
    """What its readers get: the version that is published; of a draft what is written."""
    return written_in(row.edition) if row.edition else as_it_is_written(row)


def as_it_is_written(row: Instruction) -> Text:
    """What is being written, as its readers would get it."""
    return _text(row.title, row.text, enclosures_of(row))


def written_in(edition: Edition) -> Text:
    """What a version says."""
    files = edition.enclosures.select_related("attachment__blob").order_by("name")
    return _text(edition.title, edition.text, files)._replace(number=edition.number)


def enclosures_of(row: Instruction) -> QuerySet[Enclosure]:
    """The pictures and files that belong to what is written, by name."""
    rows = row.enclosures.filter(dropped_at=None).select_related("attachment__blob")
    return rows.order_by("name")


def editions_of(viewer: Viewer, row: Instruction) -> list[Edition]:
    """All versions, the newest first; for those who read it in full."""
    if not is_read_in_full(viewer, row):
        return []
    rows = row.editions.select_related("by").order_by("-number")
    return list(rows[:MOST_EDITIONS])


def edition_by(viewer: Viewer, row: Instruction, number: int) -> Edition:
    """One version by its number; NotFound for whoever does not read it in full."""
    if not is_read_in_full(viewer, row) or number > 2**31 - 1:
        raise NotFound
    found = row.editions.select_related("by").filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def files_shared_with(viewer: Viewer, entry_id: int) -> QuerySet[Enclosure]:
    """The file of this entry of a record, if it stands in a version that the viewer reads."""
    readable = Instruction.objects.filter(published_to(viewer), ~Q(edition=None))
    return Enclosure.objects.filter(entry=entry_id, editions__in=readable.values("edition"))


def _text(title: str, text: str, files: Iterable[Enclosure]) -> Text:
    every = list(files)
    named = names_in(text)
    addresses = {
        each.name: reverse("records:attachment", args=[each.attachment_id]) for each in every
    }
    others = [each for each in every if each.name not in named]
    return Text(title, html_of(text, addresses), others)

"""What callers are told of instructions."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from pindos.kernel.web import Request
from pindos.knowledge.models import Edition, Enclosure, Instruction
from pindos.knowledge.queries import (
    acts_open_to,
    edition_by,
    editions_of,
    enclosures_of,
    feedback_on,
    instruction_by,
    is_read_in_full,
    text_of,
    written_in,
)
from pindos.knowledge.rules import topics_of

Plain = dict[str, Any]


class InstructionOut(Schema):
    """An instruction in a list; ``number`` is the version that its readers get."""

    id: int
    title: str
    kind: str
    state: str
    unit: str
    audience: str
    audience_unit: str | None
    categories: list[str]
    number: int | None
    published_at: datetime | None


class InstructionPageOut(Schema):
    """Some of them, and where the next ones begin."""

    items: list[InstructionOut]
    next: str


class InstructionFileOut(Schema):
    """A picture or a file; ``attachment`` names it for GET /attachments/{id}."""

    id: int
    name: str
    attachment: int


class InstructionVersionOut(Schema):
    """A version that was published."""

    number: int
    at: datetime
    by: str | None
    note: str


class AlteredOut(Schema):
    """One field of a change: what it was and what it became, in words."""

    name: str
    label: str
    before: str
    after: str


class AlterationOut(Schema):
    """A change of whose it is, who reads it or when it is looked at again."""

    id: int
    at: datetime
    by: str
    fields: list[AlteredOut]
    can_be_undone: bool


class FeedbackOut(Schema):
    """What readers say of the version they read, and do after it."""

    helped: int
    not_helped: int
    readings: int
    asked_after: int
    words: list[str]


class AilingOut(InstructionOut):
    """One that no longer helps, and why it stands here."""

    helped: int
    not_helped: int
    readings: int
    asked_after: int
    has_turned: bool
    is_left: bool
    is_overdue: bool


class SuggestionOut(Schema):
    """One that may help, with the beginning of its text."""

    id: int
    title: str
    beginning: str


class WrittenOut(Schema):
    """What is being written, for its unit and those above; ``version`` counts its changes."""

    title: str
    text: str
    files: list[InstructionFileOut]
    review_on: date | None
    version: int
    versions: list[InstructionVersionOut]
    feedback: FeedbackOut


class WholeInstructionOut(InstructionOut):
    """One instruction; ``text`` is Markdown, ``html`` what a page may show as it stands.

    ``written`` is empty for its readers; ``acts`` is what you may do to it now.
    """

    text: str
    html: str
    written: WrittenOut | None
    acts: list[str]


class WholeVersionOut(InstructionVersionOut):
    """One version as its readers had it."""

    title: str
    text: str
    html: str
    files: list[InstructionFileOut]


def instruction_out(row: Instruction) -> Plain:
    """An instruction in a list."""
    plain = ("kind", "state", "audience", "published_at")
    return {
        **{name: getattr(row, name) for name in plain},
        "id": row.pk,
        "title": row.heading,
        "unit": row.unit.key,
        "audience_unit": row.audience_unit.key if row.audience_unit else None,
        "categories": topics_of(row.categories),
        "number": row.edition.number if row.edition else None,
    }


def whole_out(request: Request, instruction_id: int) -> Plain:
    """One instruction, as far as whoever asks may read it."""
    row = instruction_by(request.viewer, instruction_id)
    written = None
    if is_read_in_full(request.viewer, row):
        written = {
            "title": row.title,
            "text": row.text,
            "files": list(map(_file_out, enclosures_of(row))),
            "review_on": row.review_on,
            "version": row.version,
            "feedback": feedback_on(row.edition)._asdict(),
            "versions": list(map(_version_out, editions_of(request.viewer, row))),
        }
    return {
        **instruction_out(row),
        "text": (row.edition or row).text,
        "html": str(text_of(row).html),
        "written": written,
        "acts": sorted(acts_open_to(request.viewer, row)),
    }


def plain_out(request: Request, instruction_id: int) -> Plain:
    """The same as plain values, to be answered again as it was."""
    return WholeInstructionOut(**whole_out(request, instruction_id)).model_dump(mode="json")


def version_out(request: Request, instruction_id: int, number: int) -> Plain:
    """One version, for those who read the instruction in full."""
    row = instruction_by(request.viewer, instruction_id)
    edition = edition_by(request.viewer, row, number)
    return {
        **_version_out(edition),
        "title": edition.title,
        "text": edition.text,
        "html": str(written_in(edition).html),
        "files": [_file_out(each) for each in edition.enclosures.order_by("name")],
    }


def _file_out(each: Enclosure) -> Plain:
    return {"id": each.pk, "name": each.name, "attachment": each.attachment_id}


def _version_out(edition: Edition) -> Plain:
    by = edition.by.key if edition.by else None
    return {"number": edition.number, "at": edition.at, "by": by, "note": edition.note}

"""An instruction reaches its readers, is looked at again, and is retired."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.versions import refuse_touched
from pindos.knowledge.commands.turn import Turn
from pindos.knowledge.commands.words import Reader, read
from pindos.knowledge.events import (
    InstructionPublished,
    InstructionRetired,
    InstructionReviewed,
    InstructionRevived,
)
from pindos.knowledge.models import Edition, Enclosure, Instruction
from pindos.knowledge.options import REVIEW_MONTHS
from pindos.knowledge.rules import months_after, pictures_in
from pindos.knowledge.terms import NOTE_LENGTH, Act, State


@transaction.atomic
def publish_instruction(
    *,
    viewer: Viewer,
    instruction_id: int,
    note: str = "",
    review_on: Any = None,
    version: int | None = None,
) -> Instruction:
    """Give what is written to its readers, as a version that never changes; ``note`` says to
    those who write what is new in it.

    Without a day the first version is looked at again on the day that was written for it, if that
    is still to come; else, and later ones, so many months on as is set. Refuses a text that shows
    a picture whose file is missing, and one in which nothing is new.
    """
    turn = Turn(viewer, instruction_id, Act.PUBLISH)
    after = turn.go(version)
    row = turn.row
    refuse_touched(row, ["title", "text", "state"], version)
    words = _note(viewer, note)
    day = read(viewer, {"review_on": review_on})["review_on"]
    files = list(Enclosure.objects.filter(instruction=row, dropped_at=None))
    _refuse_missing(row, {file.name for file in files})
    _refuse_the_same(row, {file.pk for file in files})
    number = (row.edition.number if row.edition else 0) + 1
    edition = Edition.objects.create(
        instruction=row,
        number=number,
        title=row.title,
        text=row.text,
        note=words,
        at=turn.now,
        by_id=viewer.person_id,
    )
    edition.enclosures.set(files)
    values = {
        "state": after.value,
        "edition_id": edition.pk,
        "published_at": turn.now,
        "review_on": day or _written_review(row) or _next_review(),
    }
    return turn.say(InstructionPublished, turn.save(values), number=number)


@transaction.atomic
def review_instruction(
    *, viewer: Viewer, instruction_id: int, review_on: Any = None, version: int | None = None
) -> Instruction:
    """It was looked at and is still right: the next review is so many months on as is set, or on
    the day that is said."""
    turn = Turn(viewer, instruction_id, Act.REVIEW)
    turn.go(version)
    day = read(viewer, {"review_on": review_on})["review_on"] or _next_review()
    if day <= timezone.localdate():
        raise Invalid({"review_on": _("Say a day that is still to come.")})
    refuse_touched(turn.row, ["review_on"], version, {"review_on": day})
    return turn.say(InstructionReviewed, turn.save({"review_on": day}))


@transaction.atomic
def retire_instruction(
    *, viewer: Viewer, instruction_id: int, version: int | None = None
) -> Instruction:
    """Nobody reads or finds it any more but its unit and those above; it can be taken back."""
    return _enter(Turn(viewer, instruction_id, Act.RETIRE), version, InstructionRetired)


@transaction.atomic
def revive_instruction(
    *, viewer: Viewer, instruction_id: int, version: int | None = None
) -> Instruction:
    """Take it back into use: what was published is read again, a draft is a draft again."""
    return _enter(Turn(viewer, instruction_id, Act.REVIVE), version, InstructionRevived)


def _enter(turn: Turn, version: int | None, event: Any) -> Instruction:
    after = turn.go(version)
    refuse_touched(turn.row, ["state"], version, {"state": after.value})
    return turn.say(event, turn.save({"state": State(after).value}))


def _note(viewer: Viewer, note: str) -> str:
    reader = Reader(viewer)
    words = " ".join(reader.words("note", note, most=NOTE_LENGTH, least=0).split())
    reader.check()
    return words


def _refuse_missing(row: Instruction, names: set[str]) -> None:
    missing = [each.name for each in pictures_in(row.text) if each.name not in names]
    if missing:
        words = _("The text shows the picture «%(name)s», but there is no such file: attach it.")
        raise Refused(words % {"name": missing[0][:80]})


def _refuse_the_same(row: Instruction, files: set[int]) -> None:
    shown = row.edition
    if shown is None or (shown.title, shown.text) != (row.title, row.text):
        return
    if files == set(shown.enclosures.values_list("pk", flat=True)):
        raise Refused(_("Nothing is new since the last version: there is nothing to publish."))


def _written_review(row: Instruction) -> Any:
    """The day that its writer chose before anybody read it; none once it has been published."""
    is_to_come = row.review_on is not None and row.review_on > timezone.localdate()
    return row.review_on if row.edition is None and is_to_come else None


def _next_review() -> Any:
    return months_after(timezone.localdate(), REVIEW_MONTHS.now())

"""Pictures and files of an instruction: each an entry of its record, for its unit until it is
published."""

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.ids import possible_id
from pindos.knowledge.commands.turn import Turn
from pindos.knowledge.events import InstructionFileDetached, InstructionFilesAttached
from pindos.knowledge.models import Enclosure, Instruction
from pindos.knowledge.terms import MOST_FILES, Act
from pindos.organisation.queries import person_facts
from pindos.records.commands import add_entry
from pindos.records.terms import NO_ONE, Author, EntryKind, Held

Files = Sequence["UploadedFile[bytes] | Held"]


@transaction.atomic
def attach_to_instruction(*, viewer: Viewer, instruction_id: int, files: Files) -> Instruction:
    """Let pictures and files belong to it; one of a name that is there takes its place.

    Refuses what cannot be taken (Invalid, field ``files``). The versions that stand keep theirs.
    """
    turn = Turn(viewer, instruction_id, Act.ATTACH)
    turn.go()
    if not files:
        raise Invalid({"files": _("Choose a file.")})
    new = [_enclosed(turn, file) for file in files]
    current = Enclosure.objects.filter(instruction=turn.row, dropped_at=None)
    if current.count() > MOST_FILES:
        words = _("At most %(most)s files. Take out what is not needed.")
        raise Invalid({"files": words % {"most": MOST_FILES}})
    changes = {f"file.{each.pk}": (None, each.pk) for each in new}
    return turn.say(InstructionFilesAttached, changes, files=len(new))


@transaction.atomic
def detach_from_instruction(*, viewer: Viewer, instruction_id: int, file: int) -> Instruction:
    """Let a file belong to what is written no more; versions that stand keep it."""
    turn = Turn(viewer, instruction_id, Act.DETACH)
    turn.go()
    rows = Enclosure.objects.filter(instruction=turn.row, dropped_at=None)
    found = rows.filter(pk=possible_id(file)).first()
    if found is None:
        raise NotFound
    found.dropped_at = turn.now
    found.save(update_fields=["dropped_at"])
    return turn.say(InstructionFileDetached, {f"file.{found.pk}": (found.pk, None)})


def _enclosed(turn: Turn, file: "UploadedFile[bytes] | Held") -> Enclosure:
    entry = add_entry(
        record_id=turn.row.record_id,
        kind=EntryKind.NOTE,
        author=_author(turn.viewer),
        is_internal=True,
        files=[file],
    )
    attachment = entry.attachments.get()
    same = Enclosure.objects.filter(instruction=turn.row, name=attachment.name, dropped_at=None)
    same.update(dropped_at=turn.now)
    return Enclosure.objects.create(
        instruction=turn.row, entry=entry, attachment=attachment, name=attachment.name
    )


def _author(viewer: Viewer) -> Author:
    if viewer.person_id is None:
        return NO_ONE
    person = person_facts(viewer.person_id)
    return Author(person.id, person.name, person.service)

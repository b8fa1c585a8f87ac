"""Writing on: what readers get stays as it is until it is published again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.versions import NOTHING_SEEN, Seen, name_of, refuse_touched, to_write
from pindos.knowledge.commands.turn import Turn
from pindos.knowledge.commands.words import fitting, read
from pindos.knowledge.events import InstructionBroughtBack, InstructionEdited
from pindos.knowledge.models import Enclosure, Instruction
from pindos.knowledge.queries.history import changes_of, put_back
from pindos.knowledge.terms import Act
from pindos.organisation.queries import units_by_id

FOLLOWED = ("kind", "audience", "audience_unit_id")


@transaction.atomic
def edit_instruction(
    *,
    viewer: Viewer,
    instruction_id: int,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
    **given: Any,
) -> Instruction:
    """Change what is given, leave the rest. Title and text reach readers when it is published,
    who reads it and the day of its review are changed at once.

    What others changed since the version stays; refuses a field that both changed (Clash).
    """
    turn = Turn(viewer, instruction_id, Act.EDIT)
    turn.go(version)
    row = turn.row
    wanted = to_write(row, read(viewer, given, row.categories), version, seen)
    now = {name: getattr(row, name) for name in FOLLOWED}
    changes = turn.save(fitting(wanted, now) if set(FOLLOWED) & set(wanted) else wanted)
    if not changes:
        return row
    return turn.say(InstructionEdited, changes, fields=[name_of(name) for name in changes])


@transaction.atomic
def bring_back_instruction(
    *, viewer: Viewer, instruction_id: int, number: int, version: int | None = None
) -> Instruction:
    """Let what is written be again what this version says, with its files; it is published by
    the next act, if at all.

    Refuses (Clash) to throw away what others wrote since the version that was seen.
    """
    turn = Turn(viewer, instruction_id, Act.BRING_BACK)
    turn.go(version)
    row = turn.row
    edition = row.editions.filter(number=number).first() if 0 < number < 2**31 else None
    if edition is None:
        raise NotFound
    wanted = {"title": edition.title, "text": edition.text}
    refuse_touched(row, list(wanted), version, wanted)
    files = set(edition.enclosures.values_list("pk", flat=True))
    current = Enclosure.objects.filter(instruction=row, dropped_at=None)
    now = set(current.values_list("pk", flat=True))
    current.exclude(pk__in=files).update(dropped_at=turn.now)
    Enclosure.objects.filter(pk__in=files - now).update(dropped_at=None)
    changes = dict(turn.save(wanted))
    changes |= {f"file.{pk}": (pk, None) for pk in sorted(now - files)}
    changes |= {f"file.{pk}": (None, pk) for pk in sorted(files - now)}
    return turn.say(InstructionBroughtBack, changes, number=number) if changes else row


@transaction.atomic
def undo_instruction_change(
    *, viewer: Viewer, instruction_id: int, change: int, version: int | None = None
) -> Instruction:
    """Put back who reads it and when it is looked at again to what they were before a change.

    What was changed since stays; refused when that is all of it.
    """
    row = Turn(viewer, instruction_id, Act.EDIT).row
    changes = changes_of(row, change)
    if not changes:
        raise NotFound
    given = put_back(row, changes)
    if not given:
        raise Refused(_("All of it has been changed again since: there is nothing to put back."))
    if unit := given.get("audience_unit"):
        given["audience_unit"] = units_by_id([unit])[unit].key
    return edit_instruction(viewer=viewer, instruction_id=row.pk, version=version, **given)

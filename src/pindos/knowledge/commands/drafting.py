"""An instruction begins: as a draft that only its unit reads."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Forbidden, Invalid
from pindos.knowledge.commands.turn import say, settle
from pindos.knowledge.commands.words import Given, fitting, read
from pindos.knowledge.events import InstructionDrafted
from pindos.knowledge.models import Instruction
from pindos.knowledge.terms import ABOUT, Audience, Kind, State
from pindos.organisation.queries import unit_named
from pindos.organisation.rights import IN_OWN_UNIT, capacity_in, units_worked_by
from pindos.records.commands import open_record

NEW = {"kind": Kind.INSTRUCTION.value, "audience": Audience.EVERYBODY.value, "categories": ()}
NOW = {
    "kind": Kind.INSTRUCTION.value,
    "audience": Audience.EVERYBODY.value,
    "audience_unit_id": None,
}


@transaction.atomic
def draft_instruction(
    *, viewer: Viewer, title: str, text: str, unit: str = "", **given: Any
) -> Instruction:
    """Begin an instruction; only its unit and those above read it until it is published.

    ``unit`` owns it: by its key, else the viewer's own. Refuses what cannot be used (Invalid),
    and whoever works in no unit (Forbidden).
    """
    return begin(viewer, owner(viewer, unit), {"title": title, "text": text, **given})


def begin(viewer: Viewer, unit_id: int, given: Given, known: str = "") -> Instruction:
    """A draft of a unit that may have one of the viewer; of ``known`` categories none is asked."""
    values = read(viewer, {**NEW, **given}, known)
    values |= fitting(values, NOW)
    row = Instruction.objects.create(
        record=open_record(about=ABOUT),
        unit_id=unit_id,
        state=State.DRAFT,
        opened_at=timezone.now(),
        **values,
    )
    settle(row)
    changes = {name.removesuffix("_id"): (None, value) for name, value in values.items()}
    changes["unit"] = (None, unit_id)
    say(InstructionDrafted, row, viewer, capacity_in(viewer, unit_id), changes)
    return row


def owner(viewer: Viewer, unit: str) -> int:
    """The unit that owns it; refuses one for which the viewer does not work."""
    if viewer is not HOUSE and not units_worked_by(viewer):
        raise Forbidden(_("Only those who work at the desk write instructions."))
    if unit.strip():
        chosen = unit_named(unit).id
        if viewer is not HOUSE and not capacity_in(viewer, chosen):
            raise Invalid({"unit": _("You do not work in this unit. Choose one of yours.")})
        return chosen
    nearest = sorted(viewer.posts_as(*IN_OWN_UNIT))
    above = sorted(post.unit_id for post in viewer.posts)
    for unit_id in (*nearest, *above):
        if capacity_in(viewer, unit_id):
            return unit_id
    raise Invalid({"unit": _("Choose the unit that owns the instruction.")})

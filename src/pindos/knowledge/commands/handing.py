"""An instruction goes to another unit: offered by the one, taken over or declined by the other."""

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.versions import refuse_touched
from pindos.knowledge.commands.reminding import tell_of_offer
from pindos.knowledge.commands.turn import Turn
from pindos.knowledge.events import (
    InstructionHandedOver,
    InstructionOfferDeclined,
    InstructionOffered,
)
from pindos.knowledge.models import Instruction
from pindos.knowledge.terms import Act
from pindos.organisation.queries import unit_named
from pindos.organisation.rights import units_headed_by


@transaction.atomic
def offer_instruction(
    *, viewer: Viewer, instruction_id: int, unit: str, version: int | None = None
) -> Instruction:
    """Offer it to another unit, which owns it once it has said yes; who heads both hands it over
    at once. Another offer takes the place of one that stands."""
    turn = Turn(viewer, instruction_id, Act.OFFER)
    turn.go(version)
    wanted = unit_named(unit).id
    if wanted == turn.row.unit_id:
        raise Invalid({"unit": _("The instruction is that unit's already.")})
    refuse_touched(turn.row, ["unit_id", "offered_unit_id"], version, {"offered_unit_id": wanted})
    if {wanted, turn.row.unit_id} <= units_headed_by(viewer):
        return _handed_over(turn, wanted)
    changes = turn.save({"offered_unit_id": wanted})
    if not changes:
        return turn.row
    row = turn.say(InstructionOffered, changes, to_unit_id=wanted)
    tell_of_offer(row)
    return row


@transaction.atomic
def accept_instruction(
    *, viewer: Viewer, instruction_id: int, version: int | None = None
) -> Instruction:
    """Take over what was offered to a unit for which the viewer works."""
    turn, unit = _offered(viewer, instruction_id, Act.ACCEPT, version)
    return _handed_over(turn, unit)


@transaction.atomic
def decline_instruction(
    *, viewer: Viewer, instruction_id: int, version: int | None = None
) -> Instruction:
    """Say no to the offer, or take it back; the instruction stays whose it is."""
    turn, unit = _offered(viewer, instruction_id, Act.DECLINE, version)
    changes = turn.save({"offered_unit_id": None})
    return turn.say(InstructionOfferDeclined, changes, to_unit_id=unit)


def _offered(
    viewer: Viewer, instruction_id: int, act: Act, version: int | None
) -> tuple[Turn, int]:
    turn = Turn(viewer, instruction_id, act)
    unit = turn.row.offered_unit_id
    if unit is None:
        raise Refused(_("It is not offered to any unit now."))
    refuse_touched(turn.row, ["unit_id", "offered_unit_id"], version)
    return turn, unit


def _handed_over(turn: Turn, unit_id: int) -> Instruction:
    before = turn.row.unit_id
    changes = turn.save({"unit_id": unit_id, "offered_unit_id": None})
    return turn.say(InstructionHandedOver, changes, from_unit_id=before)

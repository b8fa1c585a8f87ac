"""What instructions tell the house: ids and plain values, never what people wrote."""

from pindos.kernel.events import DomainEvent
from pindos.kernel.terms import Audience


class InstructionEvent(DomainEvent):
    """Something happened to an instruction."""

    audience = Audience.FEED
    instruction_id: int
    unit_id: int
    by_person_id: int | None = None


class InstructionDrafted(InstructionEvent):
    """Somebody began to write one."""


class InstructionEdited(InstructionEvent):
    """Some of it is another; readers still get the version that is published."""

    fields: list[str]


class InstructionFilesAttached(InstructionEvent):
    """Pictures or files belong to it."""

    files: int


class InstructionFileDetached(InstructionEvent):
    """A picture or a file belongs to what is written no more."""


class InstructionPublished(InstructionEvent):
    """Its readers get this version from now on."""

    number: int


class InstructionAnswered(InstructionEvent):
    """Somebody said whether it helped; it is told to no feed."""

    audience = Audience.INTERNAL
    number: int
    has_helped: bool


class InstructionReviewed(InstructionEvent):
    """Somebody looked whether it is still right, and it is."""


class InstructionRetired(InstructionEvent):
    """Nobody reads it any more."""


class InstructionRevived(InstructionEvent):
    """It is in use again."""


class InstructionOffered(InstructionEvent):
    """Its unit has asked another one to own it."""

    to_unit_id: int


class InstructionHandedOver(InstructionEvent):
    """Another unit owns it from now on."""

    from_unit_id: int


class InstructionOfferDeclined(InstructionEvent):
    """The other unit said no, or the offer was taken back."""

    to_unit_id: int


class InstructionBroughtBack(InstructionEvent):
    """What is written is again what an older version says."""

    number: int

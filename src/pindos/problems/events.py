"""What problems tell the house: ids and plain values, never what people wrote."""

from pindos.kernel.events import DomainEvent
from pindos.kernel.terms import Audience


class ProblemEvent(DomainEvent):
    """Something happened to a problem; ``entry_id`` is the line of its timeline that tells it."""

    audience = Audience.FEED
    problem_id: int
    number: str
    unit_id: int
    entry_id: int
    by_person_id: int | None = None


class ProblemOpened(ProblemEvent):
    """A cause is looked for; ``tickets`` counts the incidents with which it was opened."""

    tickets: int = 0


class ProblemEdited(ProblemEvent):
    """Some of what is known about it is another; ``fields`` names which."""

    fields: list[str]


class ProblemLinked(ProblemEvent):
    """It stands behind so many more tickets."""

    tickets: int


class ProblemUnlinked(ProblemEvent):
    """It stands behind so many tickets no more."""

    tickets: int


class ProblemNoted(ProblemEvent):
    """Somebody wrote down what they found."""


class ProblemInvestigated(ProblemEvent):
    """The cause is being looked for, perhaps again."""


class ProblemPublished(ProblemEvent):
    """It is a known error: all units of the administration may read of it."""


class ProblemResolved(ProblemEvent):
    """The cause is removed."""


class ProblemClosed(ProblemEvent):
    """Nothing is left to be done."""


class ProblemReopened(ProblemEvent):
    """It was not removed after all."""


class ProblemOfferEvent(ProblemEvent):
    """Something happened to the offer of ``from_unit_id`` to ``to_unit_id``."""

    from_unit_id: int
    to_unit_id: int


class ProblemOffered(ProblemOfferEvent):
    """Another unit is asked to look for the cause; until it accepts the first one owns it."""


class ProblemAccepted(ProblemOfferEvent):
    """The other unit owns it from now on."""


class ProblemDeclined(ProblemOfferEvent):
    """The other unit does not take it, and says why."""


class ProblemRecalled(ProblemOfferEvent):
    """Its unit keeps it after all."""


class ProblemCancelled(ProblemEvent):
    """It was none, or nobody will look for it."""

"""What automation tells the house: ids and plain values, never what people wrote."""

from pindos.kernel.events import DomainEvent
from pindos.kernel.terms import Audience


class RuleEvent(DomainEvent):
    """Something happened to a rule of a unit."""

    audience = Audience.FEED
    rule_id: int
    unit_id: int


class RuleAdded(RuleEvent):
    """There is a new one, switched off."""


class RuleChanged(RuleEvent):
    """It says something else; if it does something else, it is off until it is tried out."""


class RuleTried(RuleEvent):
    """It was tried out on the tickets of the last weeks; nothing was changed."""

    looked: int
    hits: int


class RuleSwitchedOn(RuleEvent):
    """From now on it acts."""


class RuleSwitchedOff(RuleEvent):
    """It acts no more."""

    reason: str


class RoutineEvent(DomainEvent):
    """Something happened to work that comes round."""

    audience = Audience.FEED
    routine_id: int
    unit_id: int


class RoutineAdded(RoutineEvent):
    """There is a new one, switched off."""


class RoutineChanged(RoutineEvent):
    """It says something else from now on."""


class RoutineSwitchedOn(RoutineEvent):
    """From now on it opens its tickets."""


class RoutineSwitchedOff(RoutineEvent):
    """It opens none any more."""


class RoutineRan(RoutineEvent):
    """Its tickets were opened: so many, of which so many late; so many were refused."""

    opened: int
    late: int
    refused: int

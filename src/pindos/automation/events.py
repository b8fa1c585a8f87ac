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

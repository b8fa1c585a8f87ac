"""What planned work tells the house."""

from datetime import datetime

from pindos.kernel.events import DomainEvent


class ChangeEvent(DomainEvent):
    """Something happened to a change; ``entry_id`` is its line in the timeline."""

    change_id: int
    number: str
    unit_id: int
    entry_id: int
    by_person_id: int | None = None


class ChangePlanned(ChangeEvent):
    """It was written down for the first time."""


class ChangeEdited(ChangeEvent):
    """Something about it was put otherwise."""


class ChangeAsked(ChangeEvent):
    """The head of a unit was asked whether it may be made."""

    approval_id: int
    asked_unit_id: int


class ChangeWithdrawn(ChangeEvent):
    """Nobody needs to decide on it for now."""

    asked_unit_id: int


class ChangeApproved(ChangeEvent):
    """It may be made: by a head's word, or because it is routine (``approval_id`` is None).

    ``is_after``: it had begun before.
    """

    approval_id: int | None = None
    is_after: bool = False


class ChangeRefused(ChangeEvent):
    """It may not be made, or should not have been (``is_after``)."""

    approval_id: int
    is_after: bool = False


class ChangeRescheduled(ChangeEvent):
    """Its window moved; ``was_announced`` says whether those affected knew the old one."""

    reason: str
    starts_at: datetime
    ends_at: datetime
    was_announced: bool


class ChangeStarted(ChangeEvent):
    """The work has begun; ``is_news`` when nobody had been told that it would."""

    is_news: bool = False


class ChangeFinished(ChangeEvent):
    """The work is done."""


class ChangeBackedOut(ChangeEvent):
    """It failed and was undone."""

    reason: str


class ChangeCancelled(ChangeEvent):
    """It will not be made."""

    reason: str
    was_announced: bool
    asked_unit_id: int | None = None


class ChangeReviewed(ChangeEvent):
    """It was looked back at."""


class ChangeNoted(ChangeEvent):
    """Somebody wrote something about it."""


class ChangeLinked(ChangeEvent):
    """A ticket belongs to it."""

    ticket_id: int
    tie: str


class ChangeUnlinked(ChangeEvent):
    """A ticket belongs to it no more."""

    ticket_id: int
    tie: str


class ChangeProblemLinked(ChangeEvent):
    """It is to solve a problem."""

    problem_id: int


class ChangeProblemUnlinked(ChangeEvent):
    """It is not to solve that problem any more."""

    problem_id: int

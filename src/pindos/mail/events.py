"""What mail tells the house."""

from typing import ClassVar

from pindos.kernel.events import DomainEvent
from pindos.kernel.terms import Audience


class ArrivalEvent(DomainEvent):
    """Something about a message that came."""

    audience: ClassVar[Audience] = Audience.SECURITY
    arrival_id: int


class MailArrived(ArrivalEvent):
    """A message is kept on disk and waits for its fate; whoever can use it reacts."""


class MailSettled(ArrivalEvent):
    """What became of a message was decided, by rule or by a person."""

    fate: str


class MailDownloaded(ArrivalEvent):
    """Somebody took a message as it came."""


class MailboxEvent(DomainEvent):
    """Something about a mailbox; its password is never said."""

    audience: ClassVar[Audience] = Audience.SECURITY
    mailbox_id: int


class MailboxAdded(MailboxEvent):
    """From now on a mailbox is read."""


class MailboxChanged(MailboxEvent):
    """It is read in another way, or no more."""


class MailboxPermitted(MailboxEvent):
    """A person gave the permit by which it is read; the permit itself is never said."""


class MailboxTried(MailboxEvent):
    """Somebody tried the connection; what the server said."""

    is_open: bool
    answer: str


class SenderEvent(DomainEvent):
    """Something about who may not write."""

    audience: ClassVar[Audience] = Audience.SECURITY
    sender_id: int


class SenderBlocked(SenderEvent):
    """Nothing more is taken from an address or a domain."""


class SenderReleased(SenderEvent):
    """Mail from an address or a domain is taken again."""


class SenderTied(SenderEvent):
    """Somebody of the register writes from an address that was unknown."""


class SenderUntied(SenderEvent):
    """An address is unknown again."""


class AddressEvent(DomainEvent):
    """Something about an address that was written to."""

    audience: ClassVar[Audience] = Audience.SECURITY
    address_id: int


class AddressDied(AddressEvent):
    """Letters to an address come back for good: nothing more is sent to it."""


class AddressRevived(AddressEvent):
    """Letters are sent to an address again."""

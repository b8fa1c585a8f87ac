"""What mail tells the house."""

from typing import ClassVar

from pindos.kernel.events import DomainEvent
from pindos.kernel.terms import Audience


class MailArrived(DomainEvent):
    """A message is kept on disk and waits for its fate; whoever can use it reacts."""

    audience: ClassVar[Audience] = Audience.SECURITY
    arrival_id: int


class MailSettled(DomainEvent):
    """What became of a message was decided, by rule or by a person."""

    audience: ClassVar[Audience] = Audience.SECURITY
    arrival_id: int
    fate: str


class MailDownloaded(DomainEvent):
    """Somebody took a message as it came."""

    audience: ClassVar[Audience] = Audience.SECURITY
    arrival_id: int


class MailboxEvent(DomainEvent):
    """Something about a mailbox; its password is never said."""

    audience: ClassVar[Audience] = Audience.SECURITY
    mailbox_id: int


class MailboxAdded(MailboxEvent):
    """From now on a mailbox is read."""


class MailboxChanged(MailboxEvent):
    """It is read in another way, or no more."""


class MailboxTried(MailboxEvent):
    """Somebody tried the connection; what the server said."""

    is_open: bool
    answer: str


class SenderBlocked(DomainEvent):
    """Nothing more is taken from an address or a domain."""

    audience: ClassVar[Audience] = Audience.SECURITY
    sender_id: int


class SenderReleased(DomainEvent):
    """Mail from an address or a domain is taken again."""

    audience: ClassVar[Audience] = Audience.SECURITY
    sender_id: int


class AddressDied(DomainEvent):
    """Letters to an address come back for good: nothing more is sent to it."""

    audience: ClassVar[Audience] = Audience.SECURITY
    address_id: int


class AddressRevived(DomainEvent):
    """Letters are sent to an address again."""

    audience: ClassVar[Audience] = Audience.SECURITY
    address_id: int

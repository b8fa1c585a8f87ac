"""What notices tells the house."""

from typing import ClassVar

from pindos.kernel.events import DomainEvent
from pindos.kernel.terms import Audience


class MailServerChanged(DomainEvent):
    """Another mail server, or other words for it; the password itself is never said."""

    audience: ClassVar[Audience] = Audience.SECURITY
    mail_server_id: int


class MailServerTried(DomainEvent):
    """Somebody had a test mail sent; how the server answered."""

    audience: ClassVar[Audience] = Audience.SECURITY
    is_gone: bool
    answer: str


class SendingsRetried(DomainEvent):
    """A person let failed sendings start afresh."""

    audience: ClassVar[Audience] = Audience.SECURITY
    sending_ids: list[int]

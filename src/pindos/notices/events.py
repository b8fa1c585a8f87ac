"""What notices tells the house."""

from datetime import datetime
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


class WebhookEvent(DomainEvent):
    """Something about a webhook; its secret is never said."""

    audience: ClassVar[Audience] = Audience.SECURITY
    webhook_id: int


class WebhookAdded(WebhookEvent):
    """From now on an outside program is told of what happens."""


class WebhookChanged(WebhookEvent):
    """Another address, other kinds of events or another unit."""


class WebhookSecretRenewed(WebhookEvent):
    """It signs with another secret; until ``old_until`` with the former one too."""

    old_until: datetime


class WebhookSwitchedOff(WebhookEvent):
    """Nothing is sent any more: a person or, by rule, the house has switched it off."""

    reason: str


class WebhookSwitchedOn(WebhookEvent):
    """It sends again."""


class WebhookRemoved(WebhookEvent):
    """It is gone for good, with its secrets; what it sent is forgotten when its time comes."""


class WebhookTried(WebhookEvent):
    """Somebody had a test event sent; how the receiver answered."""

    is_received: bool
    status: int | None


class WebhookRetried(WebhookEvent):
    """A person let failed sendings start afresh."""

    sending_ids: list[int]

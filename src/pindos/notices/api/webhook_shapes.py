"""What is asked and told of webhooks over HTTP."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

Kinds = Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=500)]
Version = Annotated[int | None, Field(ge=1, le=2**31 - 1)]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


class WebhookOut(Schema):
    """A webhook and its work; the secret is never among it. ``sent`` is of the last 24 hours."""

    id: int
    name: str
    address: str
    unit: str
    kinds: list[str]
    is_on: bool
    off_reason: str
    keeper: str | None
    old_secret_until: datetime | None
    failures: int
    received_at: datetime | None
    sent: int
    waiting: int
    failed: int
    version: int


class WebhookMadeOut(WebhookOut):
    """A webhook with its secret: this once and never again."""

    secret: str


class WebhookRemovedOut(Schema):
    """What is gone, and since when."""

    id: int
    removed_at: datetime


class WebhookPageOut(Schema):
    """Some of them, and where the next ones begin."""

    items: list[WebhookOut]
    next: str


class WebhookIn(Schema):
    """A new one; without kinds it is told of all events of the unit and of all below it."""

    name: str
    address: Annotated[str, Field(description="https://…")]
    unit: Annotated[str, Field(description="key")]
    kinds: Kinds = []


class WebhookChangeIn(Schema):
    """What is to be changed; with the version that was seen nobody's change is lost."""

    version: Version = None
    name: str | None = None
    address: str | None = None
    unit: str | None = None
    kinds: Kinds | None = None


class VersionIn(Schema):
    """The version that was seen."""

    version: Version = None


class WebhookRetryIn(Schema):
    """Which sending goes again; none named: all that failed."""

    sending: Id | None = None


class WebhookSendingOut(Schema):
    """One event on its way to a receiver; ``took`` is in milliseconds, a test has no seq."""

    id: int
    webhook: int
    seq: int | None
    event: str
    message: str
    state: str
    tries: int
    made_at: datetime
    tried_at: datetime | None
    next_try_at: datetime
    status: int | None
    took: int | None
    answer: str
    fault: str
    why: str


class WebhookSendingPageOut(Schema):
    """Some of them, the newest first, and where the next ones begin."""

    items: list[WebhookSendingOut]
    next: str


class KindOut(Schema):
    """A kind of event: its name for programs and its words."""

    name: str
    words: str


class CountOut(Schema):
    """How many."""

    count: int

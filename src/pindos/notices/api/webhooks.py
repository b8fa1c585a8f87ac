"""Webhooks over HTTP: the same commands and queries as the pages, for tokens of scope all."""

from datetime import datetime
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import Schema, Status
from pydantic import Field

from pindos.kernel.errors import Forbidden, NotFound
from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request
from pindos.notices import commands
from pindos.notices.api.router import router
from pindos.notices.listings import WEBHOOK_SENDINGS, WEBHOOKS
from pindos.notices.models import Webhook, WebhookSending
from pindos.notices.queries import (
    HookTally,
    hook_tallies,
    keeps_webhooks,
    webhook_by,
    webhook_kinds,
)

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


@router.get("/webhooks", response=WebhookPageOut)
def list_webhooks(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> dict[str, Any]:
    """The webhooks of the units over which you are an administrator."""
    _whole(request)
    page = WEBHOOKS.page_for(request.viewer, filter, sort, after, size)
    tallies = hook_tallies([row.pk for row in page.items])
    return {"items": [_out(row, tallies[row.pk]) for row in page.items], "next": page.next}


@router.get("/webhooks/kinds", response=list[KindOut])
def list_webhook_kinds(request: Request) -> list[dict[str, str]]:
    """The kinds of events that a webhook can be told of."""
    _whole(request)
    if not keeps_webhooks(request.viewer):
        raise NotFound
    return [{"name": name, "words": words} for name, words in webhook_kinds().items()]


@router.get("/webhooks/sendings", response=WebhookSendingPageOut)
def list_webhook_sendings(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> dict[str, Any]:
    """The log: what was sent and will be; ``filter`` such as ``number = 3 and state = failed``."""
    _whole(request)
    page = WEBHOOK_SENDINGS.page_for(request.viewer, filter, sort, after, size)
    return {"items": [_sending(row) for row in page.items], "next": page.next}


@router.post("/webhooks", response={201: WebhookMadeOut})
def webhook_add(request: Request, body: WebhookIn) -> Status[dict[str, Any]]:
    """Let another program be told of what happens from now on; its secret is in the answer."""
    _whole(request)
    made = commands.add_webhook(viewer=request.viewer, **body.model_dump())
    return Status(201, _made(request, made))


@router.get("/webhooks/{int:webhook}", response=WebhookOut)
def webhook_show(request: Request, webhook: int) -> dict[str, Any]:
    """One webhook."""
    _whole(request)
    return _by(request, webhook)


@router.patch("/webhooks/{int:webhook}", response=WebhookOut)
def webhook_change(request: Request, webhook: int, body: WebhookChangeIn) -> dict[str, Any]:
    """Change what is given, leave the rest."""
    _whole(request)
    given = {name: value for name, value in body.model_dump().items() if value is not None}
    commands.change_webhook(viewer=request.viewer, webhook_id=webhook, **given)
    return _by(request, webhook)


@router.post("/webhooks/{int:webhook}/renew-secret", response=WebhookMadeOut)
def webhook_renew_secret(
    request: Request, webhook: int, body: VersionIn | None = None
) -> dict[str, Any]:
    """Give it another secret; for a day everything is signed with the former one too."""
    _whole(request)
    version = body.version if body else None
    made = commands.renew_webhook_secret(
        viewer=request.viewer, webhook_id=webhook, version=version
    )
    return _made(request, made)


@router.post("/webhooks/{int:webhook}/switch-off", response=WebhookOut)
def webhook_switch_off(
    request: Request, webhook: int, body: VersionIn | None = None
) -> dict[str, Any]:
    """Send nothing more; what waits stays."""
    _whole(request)
    version = body.version if body else None
    commands.switch_webhook_off(viewer=request.viewer, webhook_id=webhook, version=version)
    return _by(request, webhook)


@router.post("/webhooks/{int:webhook}/switch-on", response=WebhookOut)
def webhook_switch_on(
    request: Request, webhook: int, body: VersionIn | None = None
) -> dict[str, Any]:
    """Send again, also what happened meanwhile, up to seven days back."""
    _whole(request)
    version = body.version if body else None
    commands.switch_webhook_on(viewer=request.viewer, webhook_id=webhook, version=version)
    return _by(request, webhook)


@router.post("/webhooks/{int:webhook}/try", response=WebhookSendingOut)
def webhook_try(request: Request, webhook: int) -> dict[str, Any]:
    """Send a test now; how the receiver answered."""
    _whole(request)
    return _sending(commands.try_webhook(viewer=request.viewer, webhook_id=webhook))


@router.post("/webhooks/{int:webhook}/retry", response=CountOut)
def webhook_retry(
    request: Request, webhook: int, body: WebhookRetryIn | None = None
) -> dict[str, int]:
    """Let one sending go again, or all that failed; how many."""
    _whole(request)
    one = body.sending if body else None
    count = commands.retry_webhook(viewer=request.viewer, webhook_id=webhook, sending_id=one)
    return {"count": count}


def _whole(request: Request) -> None:
    if getattr(request, "scope", "all") != "all":
        raise Forbidden(_("Your token may not keep webhooks. Use one with the scope all."))


def _by(request: Request, webhook: int) -> dict[str, Any]:
    return _out(webhook_by(request.viewer, webhook), hook_tallies([webhook])[webhook])


def _made(request: Request, made: commands.Made) -> dict[str, Any]:
    return {**_by(request, made.webhook.pk), "secret": made.secret}


def _out(row: Webhook, tally: HookTally) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "address": row.address,
        "unit": row.unit.key,
        "kinds": row.kinds,
        "is_on": row.is_on,
        "off_reason": row.off_reason,
        "keeper": row.keeper.key if row.keeper else None,
        "old_secret_until": row.old_until,
        "failures": row.failures,
        "received_at": row.received_at,
        "version": row.version,
        **tally._asdict(),
    }


def _sending(row: WebhookSending) -> dict[str, Any]:
    names = "seq event state tries made_at tried_at next_try_at status took answer fault why"
    plain = {name: getattr(row, name) for name in names.split()}
    return {"id": row.pk, "webhook": row.webhook_id, "message": f"msg_{row.message.hex}", **plain}

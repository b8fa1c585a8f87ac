"""Webhooks over HTTP: the same commands and queries as the pages, for tokens of scope all.

A request that comes twice with one Idempotency-Key is carried out once and answered the same. The
name of a receiver is looked up before that: no lock waits for a distant server.
"""

from collections.abc import Callable
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import Header, Status

from pindos.kernel.errors import Forbidden, NotFound
from pindos.kernel.events import plain
from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.once import answered, once
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request, is_whole
from pindos.notices import commands
from pindos.notices.api.router import router
from pindos.notices.api.webhook_shapes import (
    CountOut,
    KindOut,
    VersionIn,
    WebhookChangeIn,
    WebhookIn,
    WebhookMadeOut,
    WebhookOut,
    WebhookPageOut,
    WebhookRemovedOut,
    WebhookRetryIn,
    WebhookSendingOut,
    WebhookSendingPageOut,
)
from pindos.notices.cipher import opened_webhook, sealed_webhook
from pindos.notices.commands.webhooks import added_webhook, changed_webhook, read_webhook
from pindos.notices.listings import WEBHOOK_SENDINGS, WEBHOOKS
from pindos.notices.models import Webhook, WebhookSending
from pindos.notices.queries import (
    HookTally,
    hook_tallies,
    keeps_webhooks,
    webhook_by,
    webhook_kinds,
)

Key = Annotated[
    str, Header(alias="Idempotency-Key", description="your name for this request, kept a week")
]
Plain = dict[str, Any]


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
def webhook_add(request: Request, body: WebhookIn, key: Key = "") -> Status[Plain]:
    """Let another program be told of what happens from now on; its secret is in the answer."""
    _whole(request)
    viewer, asked = request.viewer, ["add-webhook", body.model_dump()]
    answer = answered(viewer=viewer, key=key, asked=asked)
    if answer is None:
        values = read_webhook(viewer, body.model_dump())
        answer = once(
            viewer=viewer,
            key=key,
            asked=asked,
            act=lambda: _made(request, added_webhook(viewer, values)),
        )
    return Status(201, _opened(answer))


@router.get("/webhooks/{int:webhook}", response=WebhookOut)
def webhook_show(request: Request, webhook: int) -> dict[str, Any]:
    """One webhook."""
    _whole(request)
    return _by(request, webhook)


@router.patch("/webhooks/{int:webhook}", response=WebhookOut)
def webhook_change(request: Request, webhook: int, body: WebhookChangeIn, key: Key = "") -> Plain:
    """Change what is given, leave the rest."""
    _whole(request)
    viewer, asked = request.viewer, ["change-webhook", webhook, body.model_dump()]
    known = answered(viewer=viewer, key=key, asked=asked)
    if known is not None:
        return known
    webhook_by(viewer, webhook)
    given = {name: value for name, value in body.model_dump().items() if value is not None}
    version = given.pop("version", None)
    values = read_webhook(viewer, given)

    def act() -> Plain:
        changed_webhook(viewer, webhook, values, version)
        return _by(request, webhook)

    return once(viewer=viewer, key=key, asked=asked, act=act)


@router.post("/webhooks/{int:webhook}/renew-secret", response=WebhookMadeOut)
def webhook_renew_secret(
    request: Request, webhook: int, body: VersionIn | None = None, key: Key = ""
) -> Plain:
    """Give it another secret; for a day everything is signed with the former one too."""

    def act(version: int | None) -> Plain:
        made = commands.renew_webhook_secret(
            viewer=request.viewer, webhook_id=webhook, version=version
        )
        return _made(request, made)

    return _opened(_act(request, "renew-secret", webhook, body, key, act))


@router.post("/webhooks/{int:webhook}/switch-off", response=WebhookOut)
def webhook_switch_off(
    request: Request, webhook: int, body: VersionIn | None = None, key: Key = ""
) -> Plain:
    """Send nothing more; what waits stays."""
    return _turn(request, webhook, body, key, commands.switch_webhook_off)


@router.post("/webhooks/{int:webhook}/switch-on", response=WebhookOut)
def webhook_switch_on(
    request: Request, webhook: int, body: VersionIn | None = None, key: Key = ""
) -> Plain:
    """Send again, also what happened meanwhile, up to seven days back."""
    return _turn(request, webhook, body, key, commands.switch_webhook_on)


@router.post("/webhooks/{int:webhook}/remove", response=WebhookRemovedOut)
def webhook_remove(
    request: Request, webhook: int, body: VersionIn | None = None, key: Key = ""
) -> Plain:
    """Take it away for good, with its secrets; its log stays as long as that of others."""

    def act(version: int | None) -> Plain:
        row = commands.remove_webhook(viewer=request.viewer, webhook_id=webhook, version=version)
        return {"id": row.pk, "removed_at": plain(row.removed_at)}

    return _act(request, "remove", webhook, body, key, act)


@router.post("/webhooks/{int:webhook}/try", response=WebhookSendingOut)
def webhook_try(request: Request, webhook: int) -> dict[str, Any]:
    """Send a test now; how the receiver answered. Asked twice it is sent twice: it only tries."""
    _whole(request)
    return _sending(commands.try_webhook(viewer=request.viewer, webhook_id=webhook))


@router.post("/webhooks/{int:webhook}/retry", response=CountOut)
def webhook_retry(
    request: Request, webhook: int, body: WebhookRetryIn | None = None, key: Key = ""
) -> Plain:
    """Let one sending go again, or all that failed; how many."""
    _whole(request)
    one = body.sending if body else None
    return once(
        viewer=request.viewer,
        key=key,
        asked=["retry-webhook", webhook, one],
        act=lambda: {
            "count": commands.retry_webhook(
                viewer=request.viewer, webhook_id=webhook, sending_id=one
            )
        },
    )


def _whole(request: Request) -> None:
    if not is_whole(request):
        raise Forbidden(_("Your token may not keep webhooks. Use one with the scope all."))


def _act(
    request: Request,
    verb: str,
    webhook: int,
    body: VersionIn | None,
    key: str,
    act: Callable[[int | None], Plain],
) -> Plain:
    """Carry one command out, once for each key."""
    _whole(request)
    version = body.version if body else None
    return once(
        viewer=request.viewer,
        key=key,
        asked=[f"{verb}-webhook", webhook, version],
        act=lambda: act(version),
    )


def _turn(
    request: Request,
    webhook: int,
    body: VersionIn | None,
    key: str,
    command: Callable[..., Webhook],
) -> Plain:
    def act(version: int | None) -> Plain:
        command(viewer=request.viewer, webhook_id=webhook, version=version)
        return _by(request, webhook)

    return _act(request, command.__name__, webhook, body, key, act)


def _by(request: Request, webhook: int) -> dict[str, Any]:
    return _out(webhook_by(request.viewer, webhook), hook_tallies([webhook])[webhook])


def _made(request: Request, made: commands.Made) -> Plain:
    """With the secret sealed: for a repetition the answer is kept, never the secret itself."""
    return {**_by(request, made.webhook.pk), "secret": sealed_webhook(made.secret)}


def _opened(answer: Plain) -> Plain:
    return {**answer, "secret": opened_webhook(answer["secret"])}


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
        "old_secret_until": plain(row.old_until),
        "failures": row.failures,
        "received_at": plain(row.received_at),
        "version": row.version,
        **tally._asdict(),
    }


def _sending(row: WebhookSending) -> dict[str, Any]:
    names = "seq event state tries made_at tried_at next_try_at status took answer fault why"
    said = {name: getattr(row, name) for name in names.split()}
    return {"id": row.pk, "webhook": row.webhook_id, "message": f"msg_{row.message.hex}", **said}

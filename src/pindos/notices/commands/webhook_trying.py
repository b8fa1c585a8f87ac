"""Sending a test now, and letting what failed go again."""

from django.db import transaction
from django.utils import timezone

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.events import emit
from pindos.notices.commands.webhook_posting import deliver, noted
from pindos.notices.events import WebhookRetried, WebhookTried
from pindos.notices.models import WebhookSending
from pindos.notices.queries import webhook_by, webhook_sendings_for
from pindos.notices.terms import PING
from pindos.organisation.terms import Role

State = WebhookSending.State


def try_webhook(*, viewer: Viewer, webhook_id: int) -> WebhookSending:
    """Send a test event now, whether the webhook is on or off; it stands in the log.

    The network is used before the transaction: no lock waits for a distant server.
    """
    hook = webhook_by(viewer, webhook_id)
    sending = WebhookSending(webhook=hook, event=PING, tries=1)
    answer = deliver(hook, sending)
    for field, value in noted(answer).items():
        setattr(sending, field, value)
    sending.state = State.SENT if answer.is_received else State.FAILED
    with transaction.atomic():
        sending.save()
        emit(
            WebhookTried(webhook_id=hook.pk, is_received=answer.is_received, status=answer.status),
            about=hook,
            unit_id=hook.unit_id,
            by=viewer,
            capacity=_capacity(viewer),
        )
    return sending


@transaction.atomic
def retry_webhook(*, viewer: Viewer, webhook_id: int, sending_id: int | None = None) -> int:
    """Let one sending of a webhook go again, or all that failed; return how many.

    One that was received may go again too: the receiver knows it by its id.
    """
    hook = webhook_by(viewer, webhook_id)
    rows = webhook_sendings_for(viewer).filter(webhook=hook, seq__isnull=False)
    if sending_id is None:
        rows = rows.filter(state=State.FAILED)
    else:
        rows = rows.filter(pk=sending_id).exclude(state=State.WAITING)
        if not rows.exists():
            raise NotFound
    ids = sorted(rows.order_by().values_list("pk", flat=True))
    if ids:
        WebhookSending.objects.filter(pk__in=ids).update(
            state=State.WAITING, tries=0, next_try_at=timezone.now()
        )
        event = WebhookRetried(webhook_id=hook.pk, sending_ids=ids[:1000])
        emit(event, about=hook, unit_id=hook.unit_id, by=viewer, capacity=_capacity(viewer))
    return len(ids)


def _capacity(viewer: Viewer) -> str:
    return "" if viewer is HOUSE else str(Role.ADMINISTRATOR)

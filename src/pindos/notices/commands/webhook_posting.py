"""Telling receivers what happened: at least once, each by itself, and never in the way of others.

Each webhook follows the feed by its own place in it (``after``); what it must be told becomes a
row. One process at a time speaks to a receiver, one event after the other, so that a slow one
takes one thread and no more. A receiver that fails is left alone for a while; each event has its
own tries. The network is never waited for inside a transaction.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import timedelta
from typing import Any

from django.db import connection, connections, transaction
from django.db.models import Exists, F, Max, OuterRef, QuerySet
from django.utils import timezone
from pydantic_core import to_json

from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Refused
from pindos.kernel.leases import is_over
from pindos.kernel.models import Event
from pindos.notices.cipher import opened_webhook
from pindos.notices.commands.webhooks import switched_off
from pindos.notices.models import Webhook, WebhookSending
from pindos.notices.options import WEBHOOK_DAYS, WEBHOOK_NETWORKS, WEBHOOK_PATIENCE
from pindos.notices.receiver import Answer, call
from pindos.notices.rules import (
    HOOK_TRIES,
    LONGEST_REST,
    is_given_up,
    pause_of_event,
    rest_of_receiver,
)
from pindos.notices.signing import headers
from pindos.notices.terms import PING, Fault, OffReason
from pindos.organisation.queries import EventFacts, event_facts, events_for, seen_from, unit_facts

BATCH = 500  # events that one webhook takes up at once
RUN = 20  # events after which another webhook may have the thread
AT_ONCE = 8  # receivers that are spoken to at the same time
LEASE = timedelta(minutes=3)  # longer than one call may take
State = WebhookSending.State

logger = logging.getLogger(__name__)


def queue_events() -> int:
    """Write down for each webhook that is on what it must be told; return how many."""
    last = Event.objects.aggregate(last=Max("seq"))["last"] or 0
    behind = Webhook.objects.filter(is_on=True, after__lt=last)
    return sum(_queue(pk, last) for pk in behind.values_list("pk", flat=True))


def send_webhooks(spell: float) -> int:
    """Send what is due for so many seconds; return how many were tried.

    Each receiver has a thread. Inside a transaction other threads would not see what it wrote:
    there the receivers are spoken to one after the other.
    """
    if connection.in_atomic_block:
        queue_events()
        return sum(serve(pk) for pk in due_webhooks())
    until = time.monotonic() + spell
    tried = 0
    flying: dict[Future[int], int] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while True:
            if time.monotonic() < until:
                queue_events()
                _let_fly(flying, lambda pk: pool.submit(_served_apart, pk))
            if not flying:
                return tried
            done = wait(flying, timeout=1, return_when=FIRST_COMPLETED).done
            tried += sum(each.result() for each in done)
            for each in done:
                del flying[each]


def due_webhooks() -> list[int]:
    """The webhooks that have something to say now, those that work first."""
    now = timezone.now()
    waiting = WebhookSending.objects.filter(
        webhook=OuterRef("pk"), state=State.WAITING, next_try_at__lte=now
    )
    is_rested = is_over("paused_until", now, LONGEST_REST)
    due = _free().filter(is_rested, Exists(waiting))
    return list(due.order_by("failures", "received_at", "pk").values_list("pk", flat=True))


def serve(webhook_id: int) -> int:
    """Tell one receiver what is due, one after the other, until it fails; how many were tried."""
    hook = _claimed(webhook_id)
    tried = 0
    while hook is not None and tried < RUN:
        sending = _next(hook)
        if sending is None:
            break
        if not _begin(hook, sending):
            return tried
        tried += 1
        answer = deliver(hook, sending)
        if not _note(hook, sending, answer):
            break
    if hook is not None:
        _free_again(hook)
    return tried


def deliver(hook: Webhook, sending: WebhookSending) -> Answer:
    """Say one thing to the receiver, now; nothing is written down."""
    if sending.tries > HOOK_TRIES:
        return Answer(Fault.DIED)
    facts = _ping(hook) if sending.event == PING else _facts(hook, sending)
    if facts is None:
        return Answer(Fault.WITHHELD)
    body = to_json(facts._asdict())
    try:
        secrets = _secrets(hook)
    except Refused:
        return Answer(Fault.SECRET)
    signed = headers(f"msg_{sending.message.hex}", int(time.time()), body, secrets)
    return call(
        hook.address,
        body=body,
        headers={
            "Content-Type": "application/json",
            "User-Agent": "Pindos",
            **signed,
        },
        networks=WEBHOOK_NETWORKS.now(),
        patience=WEBHOOK_PATIENCE.now(),
    )


def noted(answer: Answer) -> dict[str, Any]:
    """What the log keeps of an answer."""
    return {
        "tried_at": timezone.now(),
        "status": answer.status,
        "took": answer.took,
        "answer": answer.text,
        "fault": answer.fault,
        "detail": answer.detail[:300],
    }


@transaction.atomic
def forget_webhook_sendings() -> int:
    """Forget what was sent or given up long ago; return how many."""
    before = timezone.now() - timedelta(days=WEBHOOK_DAYS.now())
    old = WebhookSending.objects.exclude(state=State.WAITING).filter(made_at__lt=before)
    return old.delete()[0]


def _let_fly(flying: dict[Future[int], int], submit: Callable[[int], Future[int]]) -> None:
    for pk in due_webhooks():
        if pk not in flying.values() and len(flying) < AT_ONCE:
            flying[submit(pk)] = pk


def _served_apart(webhook_id: int) -> int:
    """In a thread of its own, with its own connection; one that breaks breaks no other."""
    try:
        return serve(webhook_id)
    except Exception:
        logger.exception("Webhook %s could not be served", webhook_id)
        return 0
    finally:
        connections.close_all()


@transaction.atomic
def _queue(webhook_id: int, last: int) -> int:
    """Go on from where it was; many events are taken up in several goes."""
    hook = Webhook.objects.select_for_update().get(pk=webhook_id)
    events = events_for(seen_from(hook.unit_id)).filter(seq__gt=hook.after, seq__lte=last)
    if hook.kinds:
        events = events.filter(name__in=hook.kinds)
    found = list(events.values_list("seq", "name")[:BATCH])
    rows = [WebhookSending(webhook=hook, seq=seq, event=name) for seq, name in found]
    WebhookSending.objects.bulk_create(rows, ignore_conflicts=True)
    after = rows[-1].seq if len(rows) == BATCH else last
    Webhook.objects.filter(pk=hook.pk, after__lt=after).update(after=after)
    return len(rows)


def _facts(hook: Webhook, sending: WebhookSending) -> EventFacts | None:
    """The event as the unit sees it now; None when it does not see it any more."""
    rows = events_for(seen_from(hook.unit_id)).filter(seq=sending.seq)
    return next(iter(event_facts(rows)), None)


def _ping(hook: Webhook) -> EventFacts:
    """A test: shaped like an event, about the webhook itself."""
    return EventFacts(
        seq=0,
        name=PING,
        subject=f"notices.webhook:{hook.pk}",
        unit=unit_facts(hook.unit_id).key,
        other_unit="",
        at=timezone.now(),
        payload={"webhook_id": hook.pk},
    )


def _secrets(hook: Webhook) -> list[str]:
    """The secrets that hold now, the newest first."""
    kept = [hook.secret]
    if hook.old_secret and hook.old_until and hook.old_until > timezone.now():
        kept.append(hook.old_secret)
    return [opened_webhook(each) for each in kept]


def _free() -> QuerySet[Webhook]:
    free = is_over("lease_until", timezone.now(), LEASE)
    return Webhook.objects.filter(free, is_on=True)


@transaction.atomic
def _claimed(webhook_id: int) -> Webhook | None:
    """The webhook, for this process alone; None when another was faster."""
    until = timezone.now() + LEASE
    if not _free().filter(pk=webhook_id).update(lease_until=until):
        return None
    return Webhook.objects.get(pk=webhook_id)


def _held(hook: Webhook) -> QuerySet[Webhook]:
    """The row, as long as the lease on it is this process's own."""
    return Webhook.objects.filter(pk=hook.pk, lease_until=hook.lease_until)


def _next(hook: Webhook) -> WebhookSending | None:
    due = hook.sendings.filter(state=State.WAITING, next_try_at__lte=timezone.now())
    return due.order_by("seq").first()


@transaction.atomic
def _begin(hook: Webhook, sending: WebhookSending) -> bool:
    """Count the try before it is made, renew the lease, and take the webhook as it is now."""
    until = timezone.now() + LEASE
    if not _held(hook).filter(is_on=True).update(lease_until=until):
        return False
    WebhookSending.objects.filter(pk=sending.pk).update(tries=F("tries") + 1)
    hook.refresh_from_db()
    sending.refresh_from_db()
    return True


@transaction.atomic
def _free_again(hook: Webhook) -> None:
    _held(hook).update(lease_until=None)


@transaction.atomic
def _note(hook: Webhook, sending: WebhookSending, answer: Answer) -> bool:
    """Write down how it went; whether the next one may be tried at once."""
    fate = noted(answer)
    pause = pause_of_event(sending.tries)
    if answer.is_received:
        fate["state"] = State.SENT
    elif answer.fault == Fault.WITHHELD:
        fate["state"] = State.WITHHELD
    elif pause is None:
        fate["state"] = State.FAILED
    else:
        fate["next_try_at"] = fate["tried_at"] + pause
    WebhookSending.objects.filter(pk=sending.pk, state=State.WAITING).update(**fate)
    if answer.fault == Fault.WITHHELD:
        return True
    return _note_receiver(hook, answer)


def _note_receiver(hook: Webhook, answer: Answer) -> bool:
    """What it says of the receiver itself; one that fails rests, one that is lost is given up."""
    now = timezone.now()
    if answer.is_received:
        _held(hook).update(failures=0, failing_since=None, paused_until=None, received_at=now)
        return True
    row = Webhook.objects.select_for_update().get(pk=hook.pk)
    failures, since = row.failures + 1, row.failing_since or now
    Webhook.objects.filter(pk=hook.pk).update(
        failures=failures, failing_since=since, paused_until=now + rest_of_receiver(failures)
    )
    if answer.fault == Fault.GONE:
        switched_off(row, OffReason.GONE, HOUSE)
    elif is_given_up(failures, since, now):
        switched_off(row, OffReason.FAILING, HOUSE)
    return False

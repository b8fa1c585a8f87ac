"""Work of notices by the clock."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from pindos.kernel.jobs import every
from pindos.notices.commands import (
    forget_outside_letters,
    forget_secrets,
    forget_webhook_sendings,
    send_webhooks,
)
from pindos.notices.commands.posting import post_batch
from pindos.notices.models import Notice
from pindos.notices.options import NOTICE_DAYS

SPELL = 20.0  # seconds after which other jobs have their turn


@every(timedelta(seconds=10), name="send-notices", limit=timedelta(minutes=10))
def send_notices() -> int:
    """Send what is due, for at most a short spell; return how many were tried."""
    return post_batch(spell=SPELL)


@every(timedelta(hours=1), name="forget-secret-links")
def forget_secret_links() -> int:
    """Forget links in letters that never left; return how many."""
    return forget_secrets()


@every(timedelta(days=1), name="forget-old-notices")
def forget_old_notices() -> int:
    """Forget what was read long ago, and what people outside were written; return how many."""
    before = timezone.now() - timedelta(days=NOTICE_DAYS.now())
    old = Notice.objects.filter(is_read=True, read_at__lt=before)
    with transaction.atomic():
        return old.delete()[1].get("notices.Notice", 0) + forget_outside_letters()


@every(timedelta(seconds=5), name="send-webhooks", is_apart=True, limit=timedelta(minutes=10))
def call_webhooks() -> int:
    """Tell receivers what happened, for a while; return how many calls were made."""
    return send_webhooks(SPELL)


@every(timedelta(days=1), name="forget-old-webhook-sendings")
def forget_old_webhook_sendings() -> int:
    """Forget what webhooks sent long ago; return how many."""
    return forget_webhook_sendings()

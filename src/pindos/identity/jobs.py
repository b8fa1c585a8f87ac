"""What identity forgets by the clock."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from pindos.identity.commands import forget_attempts
from pindos.kernel.jobs import every


@every(timedelta(hours=1), name="forget-failed-sign-ins")
def forget_failed_sign_ins() -> int:
    """Forget what the throttle needs no more; return how many."""
    return forget_attempts()


@every(timedelta(days=1), name="forget-ended-sessions")
def forget_ended_sessions() -> int:
    """Forget sessions that ran out; return how many."""
    with transaction.atomic():
        return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]

"""What the organisation does by the clock."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from pindos.kernel.jobs import every
from pindos.organisation.models import Intake

KEPT = timedelta(days=7)


@every(timedelta(days=1), name="forget-old-tables")
def forget_old_tables() -> int:
    """Forget handed-in tables after a week: they name people; return how many."""
    with transaction.atomic():
        return Intake.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]

"""Which instructions ought to be looked at again."""

from datetime import date

from django.db.models import QuerySet

from pindos.knowledge.models import Instruction
from pindos.knowledge.terms import State


def overdue(on: date) -> QuerySet[Instruction]:
    """What is published and was to be looked at again by this day, whoever may read it."""
    rows = Instruction.objects.filter(state=State.PUBLISHED, review_on__lte=on)
    return rows.order_by("review_on", "id")

"""A column for what may happen to a ticket more than once: that it is referred, or reopened."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Q

from pindos.kernel.filtering import Moment, Op
from pindos.kernel.filtering.kinds import Ask
from pindos.servicedesk.models import Stay
from pindos.servicedesk.terms import Began


@dataclass(frozen=True)
class Happened(Moment):
    """A time when it happened fits; ``between`` asks both ends of one and the same time."""

    began_by: Began = Began.OPENED
    name: ClassVar[str] = "moment"

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """Tickets with such a time."""
        return self._of(super().condition("began_at", op, values, ask))

    def empty(self, path: str, ask: Ask) -> Q:
        """Tickets to which it never happened."""
        return ~self._of(Q())

    def _of(self, when: Q) -> Q:
        return Q(pk__in=Stay.objects.filter(when, began_by=self.began_by).values("ticket"))

"""What happens when: acts of the year in their order, each at its own moment of the set clock."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from django.utils import timezone

from pindos.demo.clock import Clock
from pindos.demo.quick import Desk
from pindos.demo.staff import Staff
from pindos.demo.terms import Actor
from pindos.demo.writer import Writer
from pindos.demo.year import Office
from pindos.kernel.origin import coming_from

Do = Callable[[], object]


class Stage:
    """Everything that a story needs, and the queue of what is still to happen."""

    def __init__(
        self, rng: Random, office: Office, staff: Staff, clock: Clock, writer: Writer
    ) -> None:
        self.rng, self.office, self.staff = rng, office, staff
        self.clock, self.writer = clock, writer
        self.desk = Desk(office.now)
        self.decided = 0  # by heads, on what a category lets nobody begin without them
        self._queue: list[tuple[datetime, int, Do, str]] = []
        self._numbers = count()

    def at(self, moment: datetime, do: Do, *, door: str = "web") -> None:
        """Let it happen then; what would only happen after today does not."""
        if moment <= self.office.now:
            heapq.heappush(self._queue, (moment, next(self._numbers), do, door))

    def run(self, told: Callable[[datetime], object]) -> None:
        """Let all of it happen in its order; ``told`` hears how far the year is."""
        while self._queue:
            moment, _number, do, door = heapq.heappop(self._queue)
            self.clock.to(moment)
            with coming_from(door):
                do()
            told(moment)

    def is_to_come(self, moment: datetime) -> bool:
        """Whether it lies after today."""
        return moment > self.office.now

    def worker(self, unit_id: int) -> Actor:
        """Somebody who works in a unit; some take on more than others."""
        workers = self.staff.workers[unit_id]
        return self.rng.choices(workers, [3.0 / (n + 2) for n in range(len(workers))])[0]

    def worker_of(self, ticket: Any) -> Actor:
        """Who works on a ticket: to whom a rule has given it, else somebody of its unit."""
        workers = self.staff.workers[ticket.unit_id]
        given = [one for one in workers if one.person_id == ticket.assignee_id]
        return given[0] if given else self.worker(ticket.unit_id)

    def unit_of(self, prefecture: str) -> int:
        """The unit to which people of a prefecture turn."""
        return self.staff.desks[prefecture]

    def chance(self, of: float) -> bool:
        """Whether something happens that happens so often."""
        return self.rng.random() < of


def closing_of(solved: datetime, days: int) -> datetime:
    """When the hourly job closes what was solved so many days before."""
    due = timezone.localtime(solved).replace(minute=0, second=0, microsecond=0)
    hours = days * 24 + 1
    return due + timedelta(hours=hours)

"""What a category lets nobody begin before the head has said yes."""

from datetime import datetime

from pindos.demo.step_by_step import Rare
from pindos.demo.terms import Actor
from pindos.demo.year import lasting
from pindos.servicedesk import commands as desk
from pindos.servicedesk.queries import open_approval

EACH = 5  # of so many one is refused


class Undecided(Rare):
    """Reported lately: the head has not looked at it yet."""

    def begin(self) -> None:
        """Report it; the head is asked by that."""
        self.ticket = self.report.open()


class Demanded(Undecided):
    """The head decides, then it is worked on, or told that it will not be."""

    is_refused = False

    def begin(self) -> None:
        """Report it, and wait for the head."""
        super().begin()
        self.worker = self.stage.worker_of(self.ticket)
        approval = open_approval(self.ticket)
        if approval is None:
            raise RuntimeError("nobody was asked")
        head = self.stage.staff.heads[approval.unit_id]
        decided = self._later(self.report.at, lasting(self.rng, 240))
        self.do(decided, lambda: self._decide(head, approval.pk, decided))

    def _decide(self, head: Actor, approval_id: int, at: datetime) -> None:
        category = self.report.told.category
        self.stage.decided += 1
        self.is_refused = self.stage.decided % EACH == 2  # noqa: PLR2004  the second, too
        if self.is_refused:
            reason = self.text(f"refused-{category}", head, at)
            desk.decline_approval(viewer=head.viewer, approval_id=approval_id, reason=reason)
        else:
            reason = self.text(f"granted-{category}", head, at)
            desk.give_approval(viewer=head.viewer, approval_id=approval_id, reason=reason)
        self.taken = self._later(at, lasting(self.rng, 60))
        self.do(self.taken, lambda: self.take(self.worker))

    def way(self, at: datetime) -> None:
        """Nothing is left to do where the head has refused."""
        self.solve(at, 5 if self.is_refused else lasting(self.rng, 300))

    def answer(self, worker: Actor, at: datetime) -> str:
        """That it was done, or that it will not be."""
        if self.is_refused:
            return self.text("not_approved", worker, at)
        return super().answer(worker, at)

"""A ticket that goes by the commands, each act at its moment: what goes another way is one."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pindos.demo.plain import MINUTES, Plain
from pindos.demo.terms import Actor
from pindos.demo.year import lasting
from pindos.servicedesk import commands as desk
from pindos.servicedesk.queries import ticket_by
from pindos.servicedesk.terms import State


class Rare(Plain):
    """One ticket by the commands: its acts are set on the stage one after the other."""

    ticket: Any = None
    worker: Actor

    def begin(self) -> None:
        """Report it; ``way`` is set on the stage from there."""
        self.ticket = self.report.open()
        self.worker = self.stage.worker_of(self.ticket)
        self.taken = self._later(self.report.at, lasting(self.rng, 60))
        self.do(self.taken, lambda: self.take(self.worker))

    def do(self, at: datetime, act: Callable[[], object]) -> None:
        """Let it happen then."""
        self.stage.at(at, act)

    def take(self, worker: Actor) -> None:
        """Taken; what comes then is the story's own."""
        desk.take_ticket(viewer=worker.viewer, ticket_id=self.ticket.pk)
        self.way(self.taken)

    def way(self, at: datetime) -> None:
        """What happens between taken and solved; here nothing."""
        self.solve(at, lasting(self.rng, 300))

    def solve(self, at: datetime, work: float) -> None:
        """Solved after so much work, by whoever has it."""
        solved = self._later(at, work)
        self.do(solved, lambda: self._solve(solved))

    def _solve(self, at: datetime) -> None:
        viewer, pk = self.worker.viewer, self.ticket.pk
        spent = str(self.rng.choice(MINUTES))
        desk.spend_time(viewer=viewer, ticket_id=pk, spent=spent)
        answer = self.answer(self.worker, at)
        desk.resolve_ticket(viewer=viewer, ticket_id=pk, answer=answer, despite_tasks=True)
        self.solved(at)

    def solved(self, at: datetime) -> None:
        """What comes after; the job closes it unless the requester does."""
        if self.stage.chance(0.3):
            heard = self._later(at, lasting(self.rng, 150))
            asker = self.report.who.viewer
            self.do(heard, lambda: self._confirm(asker))

    def _confirm(self, asker: Any) -> None:
        if ticket_by(asker, self.ticket.pk).state == State.SOLVED:
            desk.confirm_ticket(viewer=asker, ticket_id=self.ticket.pk)

    def text(self, key: str, who: Actor, at: datetime) -> str:
        """A general sentence."""
        return self._one(key, who, at)

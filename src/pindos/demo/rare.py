"""What goes another way: referred and back, moved on, reopened, judged anew, with a head's word.

All of it by the commands themselves, each at its moment.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from pindos.demo.following import follow
from pindos.demo.plain import MINUTES, Plain
from pindos.demo.stage import Stage
from pindos.demo.step_by_step import Rare
from pindos.demo.terms import Actor
from pindos.demo.writer import Told
from pindos.demo.year import lasting
from pindos.kernel.later import later
from pindos.servicedesk import commands as desk
from pindos.servicedesk.events import TicketReferred
from pindos.servicedesk.queries import open_approval, tasks_of
from pindos.servicedesk.terms import Impact, Urgency

if TYPE_CHECKING:
    from pindos.demo import papers
else:
    papers = later("pindos.demo.papers")  # draws pictures

MISTAKES = {  # of a thousand tickets so many go each of these ways
    "referred": 42,
    "moved": 18,
    "reopened": 26,
    "judged": 14,
    "approved": 6,
    "listed": 16,
    "called": 42,
    "filed": 18,
    "watched": 12,
}
LISTS = {
    "new-employee": "new-employee",
    "leaving-employee": "departure",
    "change-of-office": "move-of-office",
    "computer-move": "move-of-office",
}


class Referred(Rare):
    """To the Directorate, and back with an answer, or first with a question."""

    def way(self, at: datetime) -> None:
        """Tried here first, then asked there."""
        asked = self._later(at, lasting(self.rng, 240))
        self.do(asked, lambda: self.refer(asked, is_again=False))

    def refer(self, at: datetime, *, is_again: bool) -> None:
        """Ask; somebody there takes it on and hands it back."""
        ticket = desk.refer_ticket(
            viewer=self.worker.viewer,
            ticket_id=self.ticket.pk,
            tried=self.text("tried", self.worker, at),
            reason=self.text("refer_reason", self.worker, at),
        )
        follow(ticket, TicketReferred)
        there = self.stage.worker(ticket.with_unit_id)
        taken = self._later(at, lasting(self.rng, 200))
        self.do(taken, lambda: desk.accept_ticket(viewer=there.viewer, ticket_id=ticket.pk))
        back = self._later(taken, lasting(self.rng, 700))
        if not is_again and self.stage.chance(0.25):
            self.do(back, lambda: self._question(there, back))
        else:
            self.do(back, lambda: self._back(there, back))

    def _question(self, there: Actor, at: datetime) -> None:
        question = self.text("back_question", there, at)
        desk.return_ticket(viewer=there.viewer, ticket_id=self.ticket.pk, question=question)
        again = self._later(at, lasting(self.rng, 200))
        self.do(again, lambda: self.refer(again, is_again=True))

    def _back(self, there: Actor, at: datetime) -> None:
        answer = self.text("back_answer", there, at)
        desk.spend_time(viewer=there.viewer, ticket_id=self.ticket.pk, spent="45")
        desk.hand_back_ticket(viewer=there.viewer, ticket_id=self.ticket.pk, answer=answer)
        self.solve(at, lasting(self.rng, 120))


class Moved(Rare):
    """It came to the wrong department and goes on to another one."""

    def take(self, worker: Actor) -> None:
        """Whoever takes it sees that it is not theirs."""
        others = [key for key in self.stage.staff.askers if key != self.report.who.prefecture]
        where = self.rng.choice(sorted(others))
        self.ticket = desk.move_ticket(
            viewer=worker.viewer,
            ticket_id=self.ticket.pk,
            prefecture=where,
            reason=self.text("move_reason", worker, self.taken),
        )
        self.worker = self.stage.worker(self.ticket.unit_id)
        again = self._later(self.taken, lasting(self.rng, 90))
        self.do(again, lambda: super(Moved, self).take(self.worker))


class Reopened(Rare):
    """Solved, and not solved after all."""

    is_again = False

    def solved(self, at: datetime) -> None:
        """The first time it does not hold."""
        if self.is_again:
            super().solved(at)
            return
        self.is_again = True
        heard = self._later(at, lasting(self.rng, 400))
        if heard < at + timedelta(days=6):
            self.do(heard, lambda: self._reopen(heard))

    def _reopen(self, at: datetime) -> None:
        reason = self.text("reopen", self.report.who, at)
        desk.reopen_ticket(viewer=self.report.who.viewer, ticket_id=self.ticket.pk, reason=reason)
        self.solve(at, lasting(self.rng, 500))


class Judged(Rare):
    """Reported as more or less urgent than it is."""

    def way(self, at: datetime) -> None:
        """Judged anew, then solved."""
        impact = self.rng.choice([Impact.UNIT, Impact.PREFECTURE, Impact.PERSON])
        urgency = self.rng.choice([Urgency.HIGH, Urgency.LOW])
        desk.set_priority(
            viewer=self.worker.viewer,
            ticket_id=self.ticket.pk,
            impact=impact.value,
            urgency=urgency.value,
        )
        super().way(at)


class Approved(Rare):
    """It waits for the word of the head."""

    def way(self, at: datetime) -> None:
        """The head is asked."""
        question = self.text("approval", self.worker, at)
        approval = desk.ask_approval(
            viewer=self.worker.viewer, ticket_id=self.ticket.pk, question=question
        )
        head = self.stage.staff.heads[approval.unit_id]
        decided = self._later(at, lasting(self.rng, 350))
        self.do(decided, lambda: self._decide(head, approval.pk, decided))

    def _decide(self, head: Actor, approval_id: int, at: datetime) -> None:
        if open_approval(self.ticket) is None:
            return
        if self.stage.chance(0.15):
            reason = self.text("declined", head, at)
            desk.decline_approval(viewer=head.viewer, approval_id=approval_id, reason=reason)
        else:
            reason = self.text("approved", head, at)
            desk.give_approval(viewer=head.viewer, approval_id=approval_id, reason=reason)
        self.solve(at, lasting(self.rng, 300))


class Listed(Rare):
    """Worked on by a checklist or by tasks that are ticked one by one."""

    def way(self, at: datetime) -> None:
        """The tasks are put on it and ticked."""
        checklist = LISTS.get(self.report.told.category, "")
        lines = () if checklist else self.text("tasks", self.worker, at).split("|")
        viewer, pk = self.worker.viewer, self.ticket.pk
        tasks = desk.add_tasks(
            viewer=viewer,
            ticket_id=pk,
            lines=lines,
            checklist=checklist,
            who_id=self.worker.person_id,
            due_at=self._later(at, 960),
        )
        for task in tasks:
            at = self._later(at, lasting(self.rng, 110))
            self.do(at, partial(self._tick, task.pk))
        self.solve(at, 30)

    def _tick(self, task_id: int) -> None:
        left = [task for task in tasks_of(self.worker.viewer, self.ticket) if not task.done_at]
        if any(task.pk == task_id for task in left):
            desk.finish_task(viewer=self.worker.viewer, ticket_id=self.ticket.pk, task_id=task_id)


class Called(Plain):
    """Told on the telephone; half of it is solved before anybody hangs up."""

    def begin(self) -> None:
        """Somebody takes the call."""
        told, asker = self.report.told, self.report.who
        unit_id = self.stage.unit_of(asker.prefecture)
        worker = self.stage.worker(unit_id)
        is_solved = self.stage.chance(0.6)
        known = self.stage.writer.one("phone_answer", worker, self.report.other, self.report.at,
                                      fix=told.fix)  # fmt: skip
        ticket = desk.take_call(
            viewer=worker.viewer,
            requester=asker.person_id,
            title=told.title,
            description=f"Τηλεφώνησε {asker.named}.\n{told.description}",
            category=told.category,
            asset=asker.asset if self.stage.chance(0.5) else "",
            answer=known if is_solved else "",
            spent=str(self.rng.choice(MINUTES[:6])),
        )
        if not is_solved:
            Late(self.stage, self.report, ticket).go_on()


class Late(Rare):
    """What was told on the telephone and is solved later."""

    def __init__(self, stage: Stage, report: Any, ticket: Any) -> None:
        super().__init__(stage, report)
        self.ticket = ticket

    def go_on(self) -> None:
        """Taken and solved like any other."""
        self.worker = self.stage.worker(self.ticket.unit_id)
        self.taken = self._later(self.report.at, 20)
        self.do(self.taken, lambda: self.take(self.worker))


class Filed(Rare):
    """With a picture from the requester, and a paper from the desk."""

    def way(self, at: datetime) -> None:
        """The picture comes first."""
        asker, told = self.report.who, self.report.told
        desk.reply_to_ticket(
            viewer=asker.viewer,
            ticket_id=self.ticket.pk,
            text=self.text("picture", asker, at),
            files=[papers.picture(self.rng)],
        )
        noted = self._later(at, lasting(self.rng, 120))
        self.do(noted, lambda: self._paper(told))
        self.solve(noted, lasting(self.rng, 200))

    def _paper(self, told: Told) -> None:
        desk.note_ticket(
            viewer=self.worker.viewer,
            ticket_id=self.ticket.pk,
            text=told.note,
            files=[papers.paper(self.rng)],
        )


class Watched(Rare):
    """Somebody else wants to know how it goes on."""

    def way(self, at: datetime) -> None:
        """A colleague is let in."""
        desk.add_watcher(
            viewer=self.worker.viewer,
            ticket_id=self.ticket.pk,
            person=self.report.other.person_id,
        )
        desk.equip_ticket(
            viewer=self.worker.viewer, ticket_id=self.ticket.pk, asset=self.report.who.asset
        )
        super().way(at)


WAYS: dict[str, type[Plain]] = {
    "referred": Referred,
    "moved": Moved,
    "reopened": Reopened,
    "judged": Judged,
    "approved": Approved,
    "listed": Listed,
    "called": Called,
    "filed": Filed,
    "watched": Watched,
}

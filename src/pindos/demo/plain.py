"""The way of most tickets: reported, taken, worked on, solved, closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pindos.demo.following import follow
from pindos.demo.quick import File
from pindos.demo.stage import Stage, closing_of
from pindos.demo.terms import Actor
from pindos.demo.writer import Told
from pindos.demo.year import lasting
from pindos.kernel.origin import coming_from
from pindos.servicedesk.commands import open_ticket
from pindos.servicedesk.events import TicketOpened
from pindos.servicedesk.options import DAYS_UNTIL_CLOSED
from pindos.servicedesk.terms import Priority, State

TAKEN = {Priority.LOW: 260.0, Priority.NORMAL: 130.0, Priority.HIGH: 40.0, Priority.CRITICAL: 10.0}
SOLVED = {
    Priority.LOW: 1_500.0,
    Priority.NORMAL: 700.0,
    Priority.HIGH: 240.0,
    Priority.CRITICAL: 75.0,
}  # minutes of work
LONG = 3 * 480  # minutes of work after which people ask what became of it
FORGOTTEN = 0.22  # of the questions are never answered,
PATIENCE = 8 * 480  # and so many minutes of work later it is solved without
MINUTES = (5, 10, 10, 15, 15, 20, 30, 30, 45, 60, 90, 120)


@dataclass
class Report:
    """A ticket that is going to be reported: by whom, about what, when."""

    at: datetime
    who: Actor
    other: Actor
    told: Told

    def open(self) -> Any:
        """Report it by the command; the rules hear of it."""
        ticket = open_ticket(
            viewer=self.who.viewer,
            title=self.told.title,
            description=self.told.description,
            category=self.told.category,
            answers=self.told.answers,
        )
        follow(ticket, TicketOpened)
        return ticket


class Plain:
    """One ticket on its usual way; all of it is decided when it is reported."""

    def __init__(self, stage: Stage, report: Report) -> None:
        self.stage, self.report = stage, report
        self.rng, self.office = stage.rng, stage.office

    def begin(self) -> None:
        """Report it, then let the rest happen as far as today."""
        ticket = self.report.open()
        worker = self.stage.worker_of(ticket)
        file = self.stage.desk.begin(ticket)
        for moment, act in self._acts(file, worker):
            if self.stage.is_to_come(moment):
                return
            self.stage.clock.to(moment)
            act()

    def _acts(self, file: File, worker: Actor) -> Iterator[tuple[datetime, Any]]:
        """Each act when its moment has come; lazily, for each stands on the one before."""
        desk, rng, report = self.stage.desk, self.rng, self.report
        priority = Priority(file.ticket.priority)
        at = self._later(report.at, lasting(rng, TAKEN[priority]))
        head = self.stage.staff.heads.get(file.ticket.unit_id, worker)
        by = head if self.stage.chance(0.18) else worker
        if file.ticket.assignee_id is None:
            yield at, lambda: desk.give(file, by.viewer, worker.person_id)
        work = lasting(rng, SOLVED[priority], 1.05)
        if self.stage.chance(0.02):
            work *= 12  # the part that never comes
        yield from self._meanwhile(file, worker, at, work)
        if file.ticket.state == State.WAITING:
            work += PATIENCE
        solved = self._later(at, work)
        if self.stage.chance(0.7):
            note = self._one("work_note", worker, solved)
            minutes = rng.choice(MINUTES)
            yield solved, lambda: desk.spend(file, worker.viewer, minutes, note)
        answer = self.answer(worker, solved)
        yield solved + timedelta(minutes=1), lambda: desk.resolve(file, worker.viewer, answer)
        yield from self._afterwards(file, solved)

    def _meanwhile(
        self, file: File, worker: Actor, at: datetime, work: float
    ) -> Iterator[tuple[datetime, Any]]:
        """What is said and noted while it is worked on, in order."""
        desk, stage, told, asker = self.stage.desk, self.stage, self.report.told, self.report.who
        part = work / 6
        if stage.chance(0.45):
            text = self._one("progress", worker, at)
            yield self._later(at, part), lambda: desk.reply(file, worker.viewer, text)
        if stage.chance(0.28):
            asked = self._later(at, 2 * part)
            yield asked, lambda: desk.reply(file, worker.viewer, told.question, asks=True)
            if not self.stage.chance(FORGOTTEN):
                answered = self._later(asked, min(part, 300))
                yield answered, lambda: desk.reply(file, asker.viewer, told.reply)
        if stage.chance(0.35):
            yield self._later(at, 3.5 * part), lambda: desk.note(file, worker.viewer, told.note)
        if work > LONG and stage.chance(0.5):
            chased = self._later(at, 4 * part)
            text = self._one("chase", asker, chased)
            yield chased, lambda: desk.reply(file, asker.viewer, text)
            answer = self._one("progress", worker, chased)
            yield self._later(chased, 90), lambda: desk.reply(file, worker.viewer, answer)

    def _afterwards(self, file: File, solved: datetime) -> Iterator[tuple[datetime, Any]]:
        """Thanks, and the end: said by the requester or by the clock."""
        desk, asker = self.stage.desk, self.report.who
        heard = self._later(solved, lasting(self.rng, 120))
        if self.stage.chance(0.2):
            text = self._one("thanks", asker, heard)
            yield heard, lambda: desk.reply(file, asker.viewer, text)
        if self.stage.chance(0.34) and heard < solved + timedelta(days=5):
            yield heard + timedelta(minutes=1), lambda: desk.confirm(file, asker.viewer)
            return
        yield closing_of(solved, DAYS_UNTIL_CLOSED.now()), lambda: self._closed(file)

    def _closed(self, file: File) -> None:
        with coming_from("job:close-solved-tickets"):
            self.stage.desk.close(file)

    def answer(self, worker: Actor, at: datetime) -> str:
        """The solution as it is told to the requester."""
        tail = self._one("answer_tail", worker, at)
        return f"{self.report.told.fix} {tail}".strip()

    def _one(self, key: str, who: Actor, at: datetime) -> str:
        other = self.report.other
        return self.stage.writer.one(key, who, other, at, pc=self.report.who.asset)

    def _later(self, at: datetime, minutes: float) -> datetime:
        return self.office.later(at, minutes, self.report.who.prefecture)

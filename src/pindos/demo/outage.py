"""A line is down: one ticket that is worked on, and twenty that say the same."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from pindos.demo.plain import Report
from pindos.demo.stage import Stage
from pindos.demo.step_by_step import Rare
from pindos.problems import commands as problems
from pindos.servicedesk import commands as desk
from pindos.servicedesk.queries import ticket_by
from pindos.servicedesk.terms import OPEN, Impact, State, Tie, Urgency

SAME = ("line-down", "line-down", "no-network", "network-slow", "irida", "phone-not-working")
LINKED = 3  # of the duplicates are only linked: their requesters had more to say
TOLD = (
    "Η βλάβη αφορά όλο το κτίριο και έχει δηλωθεί στον πάροχο. Θα ενημερωθείτε εδώ.",
    "Ο πάροχος εντόπισε κομμένη ίνα. Η αποκατάσταση αναμένεται μέσα στην ημέρα.",
)
OVER = "Η γραμμή επανήλθε και μετρήθηκε. Παρακαλούμε κλείστε και ανοίξτε ξανά τις εφαρμογές σας."
CAUSE = "Το καλώδιο του παρόχου περνά από φρεάτιο που πλημμυρίζει."
AROUND = "Μεταγωγή στη δεύτερη γραμμή από το δρομολογητή· αρκεί για πρωτόκολλο και ΙΡΙΔΑ."
FIX = "Η όδευση άλλαξε και η δεύτερη γραμμή αναλαμβάνει μόνη της."


class Outage(Rare):
    """The first who reports it; the others come within the hour and are merged into it."""

    def __init__(self, stage: Stage, report: Report, others: list[Report]) -> None:
        super().__init__(stage, report)
        self.others = others
        self.doubles: list[Any] = []

    def begin(self) -> None:
        """The first is reported; the others follow."""
        self.ticket = self.report.open()
        self.worker = self.stage.worker_of(self.ticket)
        self.taken = self.report.at + timedelta(minutes=6)
        self.do(self.taken, lambda: self.take(self.worker))
        for other in self.others:
            self.do(other.at, partial(self._double, other))

    def way(self, at: datetime) -> None:
        """All are told what is known, until it is over."""
        viewer, pk = self.worker.viewer, self.ticket.pk
        desk.set_priority(
            viewer=viewer, ticket_id=pk, impact=Impact.UNIT.value, urgency=Urgency.HIGH.value
        )
        last = max([at, *(other.at for other in self.others)]) + timedelta(minutes=10)
        for n, text in enumerate(TOLD):
            self.do(last + timedelta(minutes=25 * n), partial(self._tell, text))
        over = self._later(last + timedelta(minutes=60), self.rng.uniform(40, 260))
        self.do(over, lambda: self._over(over))

    def _tell(self, text: str) -> None:
        desk.reply_to_ticket(viewer=self.worker.viewer, ticket_id=self.ticket.pk, text=text)

    def _double(self, report: Report) -> None:
        ticket = report.open()
        self.doubles.append(ticket)
        seen = report.at + timedelta(minutes=self.rng.randrange(2, 9))
        is_linked = len(self.doubles) <= LINKED
        self.do(seen, lambda: self._join(ticket, is_linked=is_linked))

    def _join(self, ticket: Any, *, is_linked: bool) -> None:
        """Tied to the first; what came to another unit than that is left to it."""
        viewer, first = self.worker.viewer, self.ticket.pk
        if ticket.unit_id != self.ticket.unit_id:
            return
        if ticket_by(viewer, first).state not in OPEN:
            return
        tie = Tie.DUPLICATES.value
        desk.link_ticket(viewer=viewer, ticket_id=ticket.pk, other=first, tie=tie)
        if not is_linked:
            desk.merge_ticket(viewer=viewer, ticket_id=ticket.pk, into=first)

    def _over(self, at: datetime) -> None:
        viewer, pk = self.worker.viewer, self.ticket.pk
        desk.spend_time(viewer=viewer, ticket_id=pk, spent="150")
        desk.resolve_ticket(viewer=viewer, ticket_id=pk, answer=OVER)
        for ticket in self.doubles:
            if ticket_by(viewer, ticket.pk).state in (State.NEW, State.ASSIGNED):
                desk.take_ticket(viewer=viewer, ticket_id=ticket.pk)
                desk.resolve_ticket(viewer=viewer, ticket_id=ticket.pk, answer=OVER)
        self._problem(at)

    def _problem(self, at: datetime) -> None:
        """The cause is looked for, known after days, removed after weeks."""
        viewer = self.worker.viewer
        problem = problems.open_problem(
            viewer=viewer,
            title=f"Επαναλαμβανόμενη πτώση γραμμής: {self.report.who.site}",
            tickets=[self.ticket.pk],
            description="Η γραμμή πέφτει μετά από βροχή ή διακοπή ρεύματος.",
            category="line-down",
        )
        pk = problem.pk
        looked, known = self._later(at, 480), self._later(at, 480 * 4)
        self.do(looked, lambda: problems.investigate_problem(viewer=viewer, problem_id=pk))
        self.do(
            known,
            lambda: problems.publish_problem(
                viewer=viewer, problem_id=pk, cause=CAUSE, workaround=AROUND, is_public=True
            ),
        )
        if self.stage.chance(0.6):
            removed = self._later(at, 480 * 25)
            self.do(
                removed, lambda: problems.resolve_problem(viewer=viewer, problem_id=pk, fix=FIX)
            )

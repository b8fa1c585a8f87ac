"""Work that comes round: its tickets open by themselves and are ticked off line by line."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.apps import apps
from django.utils import timezone

from pindos.automation import commands as automation
from pindos.demo.following import follow
from pindos.demo.plain import Report
from pindos.demo.stage import Stage
from pindos.demo.step_by_step import Rare
from pindos.demo.terms import Actor
from pindos.demo.writer import Told
from pindos.demo.year import lasting
from pindos.organisation.queries import unit_named
from pindos.servicedesk import commands as desk
from pindos.servicedesk.events import TicketOpened
from pindos.servicedesk.queries import tasks_of

OPENS = time(7, 0)
FULL_SIZE = 1_000  # tickets of a year, from which on work comes round for most of the year
A_WHILE, MOST_OF_IT = 70, 300  # days
FINDS = 0.12  # of the rounds find something


class Round(NamedTuple):
    """Work that comes round: whose, what it says, and how it ends when nothing is found."""

    unit: str
    says: dict[str, Any]
    fine: str
    found: str
    minutes: str


ROUNDS = (
    Round("TP-KOZ", {
        "name": "Εβδομαδιαίος έλεγχος αντιγράφων",
        "title": "Έλεγχος αντιγράφων ασφαλείας, {ημερομηνία}",
        "description": "Ο έλεγχος της εβδομάδας που αρχίζει {ημερομηνία}.",
        "category": "maintenance", "every": "weeks", "weekday": 0,
        "tasks": "Ολοκληρώθηκαν όλα τα νυχτερινά αντίγραφα\n"
                 "Δοκιμαστική επαναφορά ενός αρχείου\n"
                 "Ελεύθερος χώρος στον δίσκο των αντιγράφων",
    }, "Όλα τα αντίγραφα είναι πλήρη και το δοκιμαστικό αρχείο άνοιξε.",
       "Το αντίγραφο του κοινού φακέλου δεν ολοκληρώθηκε την Πέμπτη: γεμάτος δίσκος. "
       "Σβήστηκαν τα παλαιότερα από όσα προβλέπονται, ξαναέγινε και ελέγχθηκε.", "25"),
    Round("TP-KOZ", {
        "name": "Μηνιαία καταμέτρηση γραφίτη",
        "title": "Καταμέτρηση γραφίτη, {μήνας} {έτος}",
        "description": "Το απόθεμα του μηνός {μήνας:γενική} {έτος}, όπως μετρήθηκε στην αποθήκη.",
        "category": "toner", "every": "first",
        "tasks": "Καταμέτρηση ανά τύπο στην αποθήκη\nΠαραγγελία για όσα είναι κάτω από δύο",
    }, "Το απόθεμα αρκεί για τον μήνα.",
       "Έμεινε ένα τεμάχιο για τα πολυμηχανήματα του ισογείου· ζητήθηκαν τέσσερα.", "40"),
    Round("TP-FLO", {
        "name": "Τριμηνιαίος έλεγχος UPS",
        "title": "Έλεγχος UPS και κλιματισμού, {τρίμηνο} {έτος}",
        "description": "Το δωμάτιο των διακομιστών, {τρίμηνο} {έτος}.",
        "category": "maintenance", "every": "months", "step": 3, "day": 5,
        "tasks": "Δοκιμή με φορτίο\nΕνδείξεις μπαταριών\nΦίλτρα κλιματισμού",
    }, "Το UPS κράτησε δεκαοκτώ λεπτά και τα φίλτρα καθαρίστηκαν.",
       "Η μία συστοιχία κρατά έξι λεπτά: ζητήθηκε προσφορά για μπαταρίες.", "60"),
)  # fmt: skip


def come_round(stage: Stage, tickets: int) -> None:
    """Written at noon by the heads, then opened each morning by the job that does it."""
    days = MOST_OF_IT if tickets >= FULL_SIZE else A_WHILE
    begins = timezone.localdate(stage.office.now) - timedelta(days=days)
    rounds: dict[int, Round] = {}
    stage.at(_at(begins, time(12)), partial(_begin, stage, rounds))
    for n in range(1, days + 1):
        morning = _at(begins + timedelta(days=n), OPENS)
        stage.at(morning, partial(_open, stage, rounds), door="job:open-what-comes-round")


def _begin(stage: Stage, rounds: dict[int, Round]) -> None:
    for each in ROUNDS:
        head = stage.staff.heads[unit_named(each.unit).id]
        row = automation.add_routine(viewer=head.viewer, unit=each.unit, **each.says)
        automation.switch_routine_on(viewer=head.viewer, routine_id=row.pk)
        rounds[row.pk] = each


def _open(stage: Stage, rounds: dict[int, Round]) -> None:
    """What the job does in the morning, and who then goes round."""
    if not automation.open_what_is_due():
        return
    made = apps.get_model("automation.Occurrence").objects.filter(at=timezone.now())
    for each in made.exclude(ticket=None).select_related("ticket"):
        ticket: Any = each.ticket
        follow(ticket, TicketOpened)
        head = stage.staff.heads[ticket.unit_id]
        Going(stage, ticket, head, rounds[each.routine_id]).go_on()


class Going(Rare):
    """Somebody goes round: takes the ticket, ticks each line, writes what was found."""

    def __init__(self, stage: Stage, ticket: Any, head: Actor, each: Round) -> None:
        told = Told(each.says["category"], ticket.title, "", {}, "", "", each.found, each.fine)
        super().__init__(stage, Report(timezone.now(), head, head, told))
        self.ticket, self.each = ticket, each
        self.is_found = stage.chance(FINDS)

    def go_on(self) -> None:
        """Some time in the morning."""
        self.worker = self.stage.worker_of(self.ticket)
        self.taken = self._later(self.report.at, lasting(self.rng, 60))
        self.do(self.taken, lambda: self.take(self.worker))

    def way(self, at: datetime) -> None:
        """Line by line, then what came of it."""
        viewer, pk = self.worker.viewer, self.ticket.pk
        for task in tasks_of(viewer, self.ticket):
            at = self._later(at, lasting(self.rng, 12))
            tick = partial(desk.finish_task, viewer=viewer, ticket_id=pk, task_id=task.pk)
            self.do(at, tick)
        self.do(self._later(at, 5), self._end)

    def _end(self) -> None:
        viewer, pk = self.worker.viewer, self.ticket.pk
        desk.spend_time(viewer=viewer, ticket_id=pk, spent=self.each.minutes)
        answer = self.each.found if self.is_found else self.each.fine
        desk.resolve_ticket(viewer=viewer, ticket_id=pk, answer=answer)


def _at(on: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(on, clock))

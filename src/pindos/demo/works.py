"""What a unit plans beside its tickets: changes that heads approve, and other known errors."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import NamedTuple

from django.utils import timezone

from pindos.changes import commands as changes
from pindos.changes.queries import change_by, open_approval
from pindos.demo.stage import Stage
from pindos.demo.terms import Actor
from pindos.problems import commands as problems


class Work(NamedTuple):
    """One kind of planned work."""

    title: str
    service: str
    plan: str
    back_out: str
    minutes: int


WORKS = (
    Work("Αναβάθμιση διακομιστή αρχείων", "Κοινόχρηστοι φάκελοι",
         "Αντίγραφο ρυθμίσεων, ενημέρωση, επανεκκίνηση, έλεγχος πρόσβασης από δύο υπολογιστές.",
         "Επαναφορά του στιγμιότυπου.", 60),
    Work("Αντικατάσταση μεταγωγέα ορόφου", "Δίκτυο του κτιρίου",
         "Καταγραφή θυρών, αντικατάσταση, έλεγχος όλων των πριζών.",
         "Επανατοποθέτηση του παλιού μεταγωγέα.", 45),
    Work("Μετάβαση στη νέα γραμμή του παρόχου", "Διαδίκτυο και τηλέφωνα",
         "Δοκιμή της νέας γραμμής, αλλαγή δρομολόγησης, μέτρηση.",
         "Επιστροφή στην παλιά γραμμή από το μενού του δρομολογητή.", 30),
    Work("Ενημέρωση προγράμματος μισθοδοσίας", "Μισθοδοσία",
         "Αντίγραφο της βάσης, εγκατάσταση, δοκιμαστική εκτύπωση.",
         "Επαναφορά της βάσης από το αντίγραφο.", 90),
    Work("Αλλαγή μπαταριών UPS", "Δωμάτιο διακομιστών",
         "Παράκαμψη του UPS, αλλαγή μπαταριών, δοκιμή με φορτίο.",
         "Λειτουργία σε παράκαμψη.", 0),
)  # fmt: skip
KNOWN = (
    ("Η συσκευή υπογραφής χάνεται μετά από ενημέρωση των Windows", "signature-not-working",
     "Η ενημέρωση αντικαθιστά τον οδηγό.", "Επανεγκατάσταση του οδηγού από τον κοινό φάκελο."),
    ("Οι σαρώσεις δεν φτάνουν στον κοινό φάκελο", "scanner",
     "Ο κωδικός του λογαριασμού σάρωσης λήγει κάθε 90 ημέρες.", "Σάρωση σε ταχυδρομείο."),
    ("Σφάλμα βιομετρικών μετά τις 12", "migration",
     "Η υπηρεσία της συσκευής εξαντλεί τη μνήμη.", "Επανεκκίνηση της υπηρεσίας στις 11:30."),
    ("Αργή είσοδος το πρωί της Δευτέρας", "computer-slow",
     "", "Οι υπολογιστές μένουν αναμμένοι την Κυριακή το βράδυ."),
)  # fmt: skip
EVERY = 11  # days between two works of the house


def plan_works(stage: Stage, many: int) -> None:
    """So many works over the year, the last of them still to come, and a few known errors."""
    units = sorted(stage.staff.workers)
    for n in range(many):
        unit_id = units[n % len(units)]
        at = stage.office.now - timedelta(days=EVERY * n - 2, hours=1)
        if timezone.localdate(at) > stage.office.first:
            Planned(stage, unit_id, stage.rng.choice(WORKS), at).begin()
    for n, known in enumerate(KNOWN):
        unit_id = units[n * 2 % len(units)]
        at = stage.office.now - timedelta(days=20 + 60 * n)
        worker = stage.staff.workers[unit_id][0]
        if timezone.localdate(at) > stage.office.first:
            stage.at(at, partial(_known, stage, worker, known))


class Planned:
    """One work: written down, asked for, approved, carried out, looked back at."""

    def __init__(self, stage: Stage, unit_id: int, work: Work, near: datetime) -> None:
        self.stage, self.unit_id, self.work = stage, unit_id, work
        self.worker = stage.staff.workers[unit_id][0]
        prefecture = self.worker.prefecture
        day = timezone.localdate(stage.office.later(near, 480, prefecture))
        self.starts = timezone.make_aware(datetime.combine(day, time(15, 0)))
        self.ends = self.starts + timedelta(minutes=max(work.minutes, 30) * 2)

    def begin(self) -> None:
        """Planned a week before."""
        self.stage.at(self.starts - timedelta(days=7, hours=4), self._plan)

    def _plan(self) -> None:
        viewer, work = self.worker.viewer, self.work
        change = changes.plan_change(
            viewer=viewer,
            title=f"{work.title}: {self.worker.site}",
            reason="Ο εξοπλισμός είναι εκτός υποστήριξης και έχει προκαλέσει διακοπές.",
            kind="normal",
            plan=work.plan,
            back_out=work.back_out,
            scale="unit",
            undo="easy",
            responsible=self.worker.person_id,
            starts_at=self.starts,
            ends_at=self.ends,
            service=work.service,
            downtime=work.minutes,
            sites=[self.worker.site_id],
        )
        self.pk = change.pk
        asked = self.starts - timedelta(days=6, hours=5)
        self.stage.at(asked, lambda: changes.ask_change(viewer=viewer, change_id=self.pk))
        self.stage.at(self.starts - timedelta(days=4, hours=5), self._approve)

    def _approve(self) -> None:
        pk, at = self.pk, self.stage.at
        question = open_approval(change_by(self.worker.viewer, pk))
        if question is None:
            raise RuntimeError("nobody was asked")
        head = self.stage.staff.heads[question.unit_id].viewer
        if self.stage.chance(0.08):
            reason = "Συμπίπτει με ημέρα κοινού. Να προταθεί άλλη ημερομηνία."
            changes.refuse_change(viewer=head, change_id=pk, reason=reason)
            return
        changes.approve_change(viewer=head, change_id=pk, reason="Εγκρίνεται.")
        viewer = self.worker.viewer
        at(self.starts, lambda: changes.start_change(viewer=viewer, change_id=pk))
        over = self.ends - timedelta(minutes=10)
        if self.stage.chance(0.1):
            reason = "Η νέα ρύθμιση δεν έδινε πρόσβαση, επανήλθε η προηγούμενη."
            at(over, lambda: changes.back_out_change(viewer=viewer, change_id=pk, reason=reason))
        else:
            words = "Ολοκληρώθηκε μέσα στον χρόνο που είχε δοθεί."
            at(over, lambda: changes.finish_change(viewer=viewer, change_id=pk, text=words))
        at(over + timedelta(days=2, hours=18), self._review)

    def _review(self) -> None:
        text = "Η ανακοίνωση δύο ημέρες πριν βοήθησε, δεν υπήρξαν κλήσεις."
        changes.review_change(viewer=self.worker.viewer, change_id=self.pk, text=text)


def _known(stage: Stage, worker: Actor, known: tuple[str, str, str, str]) -> None:
    title, category, cause, workaround = known
    viewer = worker.viewer
    problem = problems.open_problem(
        viewer=viewer, title=title, category=category, description=title
    )
    later = stage.office.later(timezone.now(), 480 * 3, worker.prefecture)
    stage.at(
        later,
        lambda: problems.publish_problem(
            viewer=viewer, problem_id=problem.pk, cause=cause, workaround=workaround
        ),
    )

"""Rules that heads wrote over the year: tried out, switched on, one of them corrected later."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.utils import timezone

from pindos.automation import commands as automation
from pindos.demo.stage import Stage
from pindos.demo.terms import Actor
from pindos.organisation.queries import unit_named

NATIONAL = ("irida", "diavgeia", "e-procurement", "gsis", "personnel-register", "migration")
OF_NATIONAL = " or ".join(f"category = {key}" for key in NATIONAL)
BEGUN, BETWEEN = timedelta(days=38), timedelta(days=1, minutes=17)
CORRECTED = timedelta(days=45)  # after it was written


class Ruling(NamedTuple):
    """A rule: whose, what it says, who is given the ticket, and what its head corrected later."""

    unit: str
    says: dict[str, Any]
    is_assigned: bool = False
    before: dict[str, Any] | None = None
    is_on: bool = True


RULES = (
    Ruling("TP-KOZ", {
        "name": "Εθνικές εφαρμογές στον υπεύθυνό τους",
        "when": "opened", "condition": OF_NATIONAL,
        "note": "Δείτε πρώτα αν ο φορέας έχει ανακοινώσει διακοπή και αν το έχουν κι άλλοι. "
                "Ό,τι δεν λύνεται εδώ παραπέμπεται στη Διεύθυνση με το μήνυμα της εφαρμογής.",
    }, is_assigned=True),
    Ruling("TP-KOZ", {
        "name": "Τα κρίσιμα στον προϊστάμενο",
        "when": "opened", "condition": "priority = critical",
        "tell_heads": True, "tell_text": "Νέο κρίσιμο αίτημα: {τίτλος}",
    }, before={"condition": "priority = critical or priority = high"}),
    Ruling("TP-KOZ", {
        "name": "Ύποπτο μήνυμα: τι κάνουμε πρώτα",
        "when": "opened", "condition": "category = phishing", "place": 20,
        "note": "Ρωτήστε τηλεφωνικά αν πατήθηκε σύνδεσμος ή δόθηκε κωδικός. Αν ναι: αλλαγή "
                "κωδικού τώρα, αποσύνδεση από παντού, μετά το αίτημα.",
        "impact": "person", "urgency": "high",
    }),
    Ruling("TP-FLO", {
        "name": "Διακοπή γραμμής: να το ξέρουν όλοι",
        "when": "opened", "condition": "category = line-down",
        "tell_unit": True, "tell_text": "Αναφέρθηκε διακοπή γραμμής: {τίτλος}",
    }),
    Ruling("DPE-B", {
        "name": "Παραπομπή για εθνική εφαρμογή",
        "when": "referred", "condition": OF_NATIONAL,
        "note": "Επικοινωνία με το κέντρο υποστήριξης του φορέα· ο αριθμός του αιτήματος εκεί "
                "γράφεται εδώ, ώστε να τον βρίσκουν και οι συνάδελφοι.",
        "tell_unit": True, "tell_text": "Ήρθε παραπομπή για εθνική εφαρμογή: {τίτλος}",
    }),
    Ruling("TP-KOZ", {
        "name": "Ευχαριστούμε και κλείνουμε",
        "when": "answered", "condition": "state = solved", "place": 30,
        "note": "Έγραψε μετά τη λύση: αν είναι μόνο ευχαριστία, δεν χρειάζεται απάντηση.",
    }, is_on=False),
)  # fmt: skip


def write_rules(stage: Stage) -> None:
    """One after the other from the second month on; what was said badly is said anew later."""
    first = timezone.make_aware(datetime.combine(stage.office.first, time(11)))
    for n, ruling in enumerate(RULES):
        stage.at(first + BEGUN + n * BETWEEN, partial(_write, stage, ruling))


def _write(stage: Stage, ruling: Ruling) -> None:
    unit_id = unit_named(ruling.unit).id
    head, says = stage.staff.heads[unit_id], {**ruling.says, **(ruling.before or {})}
    if ruling.is_assigned:
        says["assign_to_id"] = stage.staff.workers[unit_id][-1].person_id
    rule = automation.add_rule(viewer=head.viewer, unit=ruling.unit, **says)
    _try_out(stage, head, rule.pk, is_on=ruling.is_on)
    if ruling.before:
        anew = {field: ruling.says[field] for field in ruling.before}
        stage.at(timezone.now() + CORRECTED, partial(_correct, stage, head, rule.pk, anew))


def _correct(stage: Stage, head: Actor, rule_id: int, anew: dict[str, Any]) -> None:
    automation.edit_rule(viewer=head.viewer, rule_id=rule_id, **anew)
    _try_out(stage, head, rule_id, is_on=True)


def _try_out(stage: Stage, head: Actor, rule_id: int, *, is_on: bool) -> None:
    stage.desk.write()  # what is kept back would not be seen
    automation.try_rule(viewer=head.viewer, rule_id=rule_id)
    if is_on:
        automation.switch_rule_on(viewer=head.viewer, rule_id=rule_id)

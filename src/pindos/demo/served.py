"""Whether people say that they were served: some are asked over the year, and most answer."""

from datetime import timedelta
from typing import Any

from django.apps import apps

from pindos.demo.stage import Stage
from pindos.demo.terms import TOLD_DAYS
from pindos.demo.year import chosen, lasting
from pindos.kernel.origin import coming_from
from pindos.surveys.commands import answer_by_link, ask_about
from pindos.surveys.queries import token_of

ASKED = 0.15  # of the tickets that were solved before those of whom people are still told
SILENT = 0.4  # of those who are asked
ANSWERS = {"yes": 0.77, "partly": 0.14, "no": 0.09}
COMMENTS = {
    "yes": (
        "", "", "", "Γρήγορα και ευγενικά, ευχαριστώ.", "Λύθηκε με ένα τηλεφώνημα.",
        "Μου εξήγησαν και τι να κάνω αν ξανασυμβεί.", "Μπράβο σε όλο το τμήμα.",
    ),
    "partly": (
        "", "Λύθηκε, αλλά χρειάστηκε να ξαναπάρω τηλέφωνο.",
        "Περίμενα πολλές ημέρες για κάτι μικρό.", "Δουλεύει, αλλά πιο αργά από πριν.",
    ),
    "no": (
        "", "Το πρόβλημα ξανάρχισε την επόμενη μέρα.",
        "Έκλεισε χωρίς να με ρωτήσει κανείς αν δουλεύει.",
        "Δεν πέρασε κανείς από το γραφείο, και γράφτηκε ως λυμένο.",
    ),
}  # fmt: skip


def ask_over_the_year(stage: Stage) -> None:
    """Ask about some of what was solved, soon after; for the latest the reaction asks."""
    until = stage.office.now - timedelta(days=TOLD_DAYS)
    tickets: Any = apps.get_model("servicedesk.Ticket").objects
    rows = (
        tickets.filter(solved_at__lt=until)
        .order_by("solved_at")
        .values_list("pk", "solved_at", "assignee_id")
    )
    for pk, at, by in list(rows):
        if stage.chance(ASKED):
            stage.clock.to(at + timedelta(minutes=5))
            with coming_from("reaction:ask-whether-served"):
                ask_about(pk, solved_by=by)


def answer_most(stage: Stage) -> None:
    """Answer by the link in the letter, some hours later."""
    waiting = apps.get_model("surveys.Survey").objects.filter(answered_at=None)
    for survey in list(waiting.order_by("asked_at")):
        at = survey.asked_at + timedelta(minutes=lasting(stage.rng, 200))
        if stage.chance(SILENT) or stage.is_to_come(at):
            continue
        answer = chosen(stage.rng, ANSWERS)
        stage.clock.to(at)
        with coming_from("web"):
            comment = stage.rng.choice(COMMENTS[answer])
            answer_by_link(token=token_of(survey), answer=answer, comment=comment)

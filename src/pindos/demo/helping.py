"""Instructions of the made-up office: brought in, published, read, and said to help or not."""

from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone

from pindos.demo.stage import Stage
from pindos.demo.terms import Actor
from pindos.knowledge import commands as knowledge
from pindos.knowledge.queries import published_to_everybody
from pindos.knowledge.terms import Place
from pindos.search.commands import note_missed

BEGUN = timedelta(days=40)  # after the first day
BETWEEN = timedelta(days=3, hours=1)  # one answer and the next
MISSING = (
    "Στο δικό μου πληκτρολόγιο δεν υπάρχει αυτό το κουμπί.",
    "Το μενού έχει πια άλλο όνομα.",
    "",
)
MISSED = 0.2  # of the readers looked for something else before, and nobody has written it
INSTEAD = 0.3  # of the answers are given on the form of a report, which then is not sent
NOT_FOUND = (
    "μισθολογική κατάσταση",
    "προβολέας αίθουσας",
    "υπεύθυνη δήλωση κινητού",
    "e-paravolo",
)
AILING = "scan-to-folder"  # the office has a new machine since


def write_instructions(stage: Stage) -> None:
    """All that ship, from the second month on; then what their readers say."""
    unit_id = min(stage.staff.workers)
    writer = stage.staff.workers[unit_id][0]
    at = _at_ten(stage.office.first) + BEGUN
    load = partial(knowledge.load_instructions, viewer=writer.viewer, is_published=True)
    stage.at(at, load)
    askers = [each for people in stage.staff.askers.values() for each in people]
    moment = at + BETWEEN
    while askers and not stage.is_to_come(moment):
        stage.at(moment, partial(_say, stage, stage.rng.choice(askers)))
        moment += BETWEEN


def _say(stage: Stage, reader: Actor) -> None:
    """Somebody reads one and says whether it helped."""
    rows = published_to_everybody()
    if not rows:
        return
    pk, key = stage.rng.choice(rows)
    has_helped = not stage.chance(0.8 if key == AILING else 0.12)
    words = "" if has_helped else stage.rng.choice(MISSING)
    is_instead = has_helped and stage.chance(INSTEAD)
    knowledge.note_reading(viewer=reader.viewer, instruction_id=pk)
    knowledge.answer_instruction(
        viewer=reader.viewer,
        instruction_id=pk,
        has_helped=has_helped,
        words=words,
        place=Place.REPORT if is_instead else Place.PAGE,
    )
    if stage.chance(MISSED):
        note_missed(reader.viewer, stage.rng.choice(NOT_FOUND))


def _at_ten(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10, 0)))

"""Whether an instruction helped: said by its readers, and seen from what they do next."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused
from pindos.kernel.prepared import keyed
from pindos.knowledge.commands.turn import say
from pindos.knowledge.commands.words import Reader
from pindos.knowledge.events import InstructionAnswered
from pindos.knowledge.models import Answer, Instruction, Reading, Tally
from pindos.knowledge.queries.instructions import instruction_by
from pindos.knowledge.terms import WORDS_LENGTH, Place, State
from pindos.organisation.rights import capacity_in

KEPT = timedelta(days=1)
AFTER = timedelta(hours=1)  # help that is asked for later has another cause


@transaction.atomic
def answer_instruction(
    *,
    viewer: Viewer,
    instruction_id: int,
    has_helped: bool,
    words: str = "",
    place: str = Place.PAGE,
) -> Instruction:
    """Say whether it helped, of the version that is read now, with a word if one likes.

    Whoever says so again takes their word back. Refuses what is not published.
    """
    row = instruction_by(viewer, instruction_id)
    if row.edition is None or row.state != State.PUBLISHED:
        raise Refused(_("It is not published: nobody can say whether it helps."))
    if viewer.person_id is None:
        raise Refused(_("Only people say whether it helped; this account has none."))
    reader = Reader(viewer)
    said = " ".join(reader.words("words", words, most=WORDS_LENGTH, least=0).split())
    reader.check()
    answer, _is_new = Answer.objects.update_or_create(
        edition=row.edition,
        person_id=viewer.person_id,
        defaults={
            "has_helped": has_helped,
            "words": said,
            "place": Place(place),
            "at": timezone.now(),
        },
    )
    if has_helped:  # they need no help any more
        Reading.objects.filter(edition=row.edition, person=viewer.person_id).delete()
    changes = {f"answer.{answer.pk}": (None, has_helped)}
    facts = {"number": row.edition.number, "has_helped": has_helped}
    say(InstructionAnswered, row, viewer, capacity_in(viewer, row.unit_id), changes, facts)
    return row


@transaction.atomic
def note_reading(*, viewer: Viewer, instruction_id: int) -> None:
    """Note that its reader has opened what is published; those who write it are not counted.

    It is no change of the house, so it emits nothing.
    """
    row = instruction_by(viewer, instruction_id)
    if row.edition is None or row.state != State.PUBLISHED or viewer.person_id is None:
        return
    if capacity_in(viewer, row.unit_id):
        return
    _row, is_new = Reading.objects.update_or_create(
        edition=row.edition, person_id=viewer.person_id, defaults={"at": timezone.now()}
    )
    if is_new:
        _count(row.edition.pk, "readings")


@transaction.atomic(savepoint=False)
def note_asked_after(*, person_id: int, at: datetime) -> int:
    """Count for what somebody has just read that they asked for help all the same; how many."""
    found = _just_read(person_id, at - AFTER, at)
    for _pk, edition_id in found:
        _count(edition_id, "asked_after")
    if found:
        Reading.objects.filter(pk__in=[pk for pk, _edition in found]).delete()
    return len(found)


@keyed
def _just_read(
    person_id: int, since: datetime, until: datetime
) -> QuerySet[Reading, tuple[int, int]]:
    rows = Reading.objects.filter(person=person_id, at__gte=since, at__lte=until)
    return rows.values_list("pk", "edition_id")


def forget_readings() -> int:
    """Forget who read what a day ago; return how many."""
    return Reading.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


def _count(edition_id: int, column: str) -> None:
    tally, _is_new = Tally.objects.get_or_create(edition_id=edition_id)
    Tally.objects.filter(pk=tally.pk).update(**{column: F(column) + 1})

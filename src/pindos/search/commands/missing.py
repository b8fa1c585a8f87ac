"""What was looked for in vain: kept for the desk, without anybody's name."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.kernel.text import fold
from pindos.organisation.queries import competent_unit, people_by_id
from pindos.organisation.rights import units_worked_by
from pindos.organisation.terms import Competence
from pindos.search.models import Missed
from pindos.search.options import MISSED_DAYS

LONGEST = 120  # characters that are kept
NOTE = """
    INSERT INTO search_missed (words, unit, "on", count) VALUES (%s, %s, %s, 1)
    ON CONFLICT ("on", unit, words) DO NOTHING
"""


def note_missed(viewer: Viewer, words: str) -> None:
    """Note that nothing was found for these words: folded, with the unit and the day only.

    However often and by how many in a day, it is one row.
    """
    unit = _desk_of(viewer)
    text = fold(words)[:LONGEST]
    ops = connection.ops
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [text, unit, ops.adapt_datefield_value(timezone.localdate())])


def _desk_of(viewer: Viewer) -> int:
    """Whose business it is: the desk of whoever looked, else the one competent where they sit."""
    if own := units_worked_by(viewer):
        return min(own)
    person = people_by_id([viewer.person_id or 0]).get(viewer.person_id or 0)
    if person is None or person.prefecture_id is None:
        return 0
    return competent_unit(Competence.SUPPORT_USERS, person.prefecture_id).unit_id


def forget_missed() -> int:
    """Forget what is older than the setting says; how many rows."""
    before = timezone.localdate() - timedelta(days=MISSED_DAYS.now())
    return Missed.objects.filter(on__lt=before).delete()[0]

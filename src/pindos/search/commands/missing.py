"""What was looked for in vain: kept for the desk, without anybody's name."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.kernel.text import fold
from pindos.search.models import Missed
from pindos.search.options import MISSED_DAYS

LONGEST = 120  # characters that are kept
NOTE = """
    INSERT INTO search_missed (words, unit, "on", count) VALUES (%s, %s, %s, 1)
    ON CONFLICT ("on", unit, words) DO UPDATE SET count = search_missed.count + 1
"""


def note_missed(viewer: Viewer, words: str) -> None:
    """Note that nothing was found for these words: folded, with the unit and the day only."""
    unit = min((post.unit_id for post in viewer.posts), default=0)
    text = fold(words)[:LONGEST]
    ops = connection.ops
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [text, unit, ops.adapt_datefield_value(timezone.localdate())])


def forget_missed() -> int:
    """Forget what is older than the setting says; how many rows."""
    before = timezone.localdate() - timedelta(days=MISSED_DAYS.now())
    return Missed.objects.filter(on__lt=before).delete()[0]

"""What was looked for in vain: for those who work at a desk, of the units whose work they see."""

import re
from datetime import date
from typing import NamedTuple

from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden
from pindos.organisation.rights import SEEING, units_seen_by
from pindos.search.models import Missed

MOST = 50
_FINAL = re.compile(r"(?<=\w)σ\b")


class MissedWords(NamedTuple):
    """Words, on how many days they were looked for in vain, and on which day last."""

    words: str
    times: int
    last: date


def missed_lately(viewer: Viewer, most: int = MOST) -> list[MissedWords]:
    """What people did not find whom the units that somebody sees support; refuses all others."""
    if not viewer.holds(*SEEING):
        raise Forbidden(_("Only those who work at a desk see what was looked for in vain."))
    rows = Missed.objects.filter(unit__in=units_seen_by(viewer)).values("words")
    found = rows.annotate(times=Sum("count"), last=Max("on")).order_by("-times", "words")[:most]
    return [MissedWords(_as_written(row["words"]), row["times"], row["last"]) for row in found]


def _as_written(folded: str) -> str:
    """Words are kept folded; at their end stands the sigma that people know."""
    return _FINAL.sub("ς", folded)

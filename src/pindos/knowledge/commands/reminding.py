"""Who is told that an instruction ought to be looked at again: those of the unit that owns it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pindos.knowledge.models import Instruction
from pindos.knowledge.queries.reviews import overdue
from pindos.knowledge.terms import ABOUT
from pindos.notices.commands import tell
from pindos.organisation.queries import workers_of

KIND = "instruction-review"


def remind_of_reviews() -> int:
    """Tell each unit of what is overdue, once for each day of review; return of how many."""
    return sum(bool(_told(row)) for row in overdue(timezone.localdate()).iterator())


def _told(row: Instruction) -> int:
    day = row.review_on
    assert day is not None
    return tell(
        person_ids=[person.id for person in workers_of(row.unit_id)],
        key=f"{KIND}:{row.pk}:{day.isoformat()}",
        kind=KIND,
        about=f"{ABOUT}:{row.pk}",
        say=lambda: (
            _("Review of an instruction: %(title)s") % {"title": row.heading},
            _("It was to be looked at again by %(day)s. Say that it is still right, or change it.")
            % {"day": date_format(day, "DATE_FORMAT")},
        ),
        url=f"/instructions/{row.pk}/",
    )

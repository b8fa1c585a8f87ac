"""Who is told of an instruction: when it is to be looked at again, when a unit is to own it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pindos.knowledge.models import Instruction
from pindos.knowledge.queries.reviews import overdue
from pindos.knowledge.terms import ABOUT
from pindos.notices.commands import tell
from pindos.organisation.queries import units_by_id, workers_of

KIND = "instruction-review"
OFFER = "instruction-offer"


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


def tell_of_offer(row: Instruction) -> int:
    """Tell those of the other unit that it is asked to own an instruction; return to how many."""
    assert row.offered_unit_id is not None
    whose = units_by_id([row.unit_id])[row.unit_id].name
    return tell(
        person_ids=[person.id for person in workers_of(row.offered_unit_id)],
        key=f"{OFFER}:{row.pk}:{row.version}",
        kind=OFFER,
        about=f"{ABOUT}:{row.pk}",
        say=lambda: (
            _("An instruction is offered to your unit: %(title)s") % {"title": row.title},
            _("%(unit)s asks you to own it from now on. Take it over, or decline.")
            % {"unit": whose},
        ),
        url=f"/instructions/{row.pk}/",
    )

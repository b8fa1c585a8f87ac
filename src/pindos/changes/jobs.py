"""What planned work needs by the clock."""

from datetime import timedelta

from django.utils.translation import gettext as _

from pindos.changes.models import Change
from pindos.changes.queries.reviews import reviews_due
from pindos.changes.terms import ABOUT
from pindos.kernel.jobs import every
from pindos.notices.commands import tell
from pindos.organisation.queries import heads_of


@every(timedelta(hours=12), name="remind-of-reviews")
def remind_of_reviews() -> int:
    """Remind of emergencies that nobody has looked back at in time, once each; how many."""
    return sum(bool(_remind(change)) for change in reviews_due())


def _remind(change: Change) -> int:
    people = {change.responsible_id or change.planned_by_id}
    people |= {head.id for head in heads_of(change.unit_id)}

    def say() -> tuple[str, str]:
        title = _("%(number)s: the emergency waits to be reviewed") % {"number": change.number}
        text = _("What went well, and what is done otherwise the next time?")
        return title, f"{change.title}\n\n{text}"

    return tell(
        person_ids=people,
        key=f"change-review:{change.pk}:{change.ended_at:%Y%m%d}",
        kind="change-review",
        about=f"{ABOUT}:{change.pk}",
        say=say,
        url=f"/changes/{change.pk}/",
    )

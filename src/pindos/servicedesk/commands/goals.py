"""Setting after how long a ticket counts as late."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Clash, Forbidden, Invalid
from pindos.kernel.events import emit
from pindos.kernel.merging import Verdict, verdict
from pindos.kernel.terms import Sides
from pindos.kernel.versions import meanwhile, who_was_faster
from pindos.organisation.terms import Role
from pindos.servicedesk.events import GoalSet
from pindos.servicedesk.models import Goal, Ticket
from pindos.servicedesk.queries import goals
from pindos.servicedesk.terms import MOST_HOURS, OPEN, Priority


@transaction.atomic
def set_goal(*, viewer: Viewer, priority: int | str, hours: int, seen: int | None = None) -> Goal:
    """Let tickets of a priority count as late after so many hours; open ones are counted anew.

    For administrators. ``priority`` is 1 to 4 or low, normal, high, critical. Refuses what is no
    priority, and less than an hour or more than a year (Invalid). With the hours that were
    ``seen``, those that only others changed stay, and what both changed is refused (Clash).
    """
    if not viewer.units_as(Role.ADMINISTRATOR):
        raise Forbidden(_("Only an administrator sets goals."))
    chosen = _priority(priority)
    if not 1 <= hours <= MOST_HOURS:
        words = _("Choose from 1 to %(most)s hours.") % {"most": MOST_HOURS}
        raise Invalid({"hours": words})
    goal = Goal.objects.select_for_update().filter(priority=chosen).first()
    before = goals()[chosen]
    if goal is not None and seen is not None:
        hours = _agreed(goal, seen, hours)
    goal, _is_new = Goal.objects.update_or_create(priority=chosen, defaults={"hours": hours})
    if before == hours:
        return goal
    recounted = Ticket.objects.filter(priority=chosen, state__in=OPEN).update(
        late_at=F("counted_from") + timedelta(hours=hours)
    )
    emit(
        GoalSet(priority=chosen, hours=hours, recounted=recounted),
        about=goal,
        unit_id=None,
        by=viewer,
        capacity=Role.ADMINISTRATOR,
        changes={"hours": (before, hours)},
    )
    return goal


def _agreed(goal: Goal, seen: int, hours: int) -> int:
    """The hours that stand when two have changed them."""
    found = verdict(seen, hours, goal.hours)
    if found is not Verdict.CLASH:
        return goal.hours if found is Verdict.THEIRS else hours
    last = meanwhile(goal, ["hours"])["hours"]
    name = f"hours_{goal.priority}"
    raise Clash(goal, {name: Sides(hours, goal.hours, last.by, last.at)}, who_was_faster([last]))


def _priority(value: int | str) -> Priority:
    """The priority of this number or name."""
    text = str(value).strip().upper()
    if text in Priority.names:
        return Priority[text]
    if text.isdecimal() and int(text[:3]) in Priority.values:
        return Priority(int(text[:3]))
    names = ", ".join(name.lower() for name in Priority.names)
    raise Invalid({"priority": _("Choose one of these: %(choices)s.") % {"choices": names}})

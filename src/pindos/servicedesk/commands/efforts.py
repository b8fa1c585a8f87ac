"""The time spent on a ticket: written down, corrected, taken away."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid, NotFound
from pindos.organisation.queries import workers_of
from pindos.organisation.rights import ANYWHERE_BELOW
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.turn import Turn
from pindos.servicedesk.events import TimeCorrected, TimeRemoved, TimeSpent
from pindos.servicedesk.models import Effort, Ticket
from pindos.servicedesk.rules import minutes_in
from pindos.servicedesk.terms import NOTE_LENGTH, Act, Step

FOLLOWED = ("minutes", "on", "note", "who_id", "unit_id")
LONGEST_AGO = timedelta(days=366)


@transaction.atomic
def spend_time(
    *,
    viewer: Viewer,
    ticket_id: int,
    spent: str,
    on: date | None = None,
    note: str = "",
    who_id: int | None = None,
) -> Effort:
    """Write down how long one worked on a ticket: 15 λ, 1 ώ 30, 1:30, 90 (minutes).

    It may be for a colleague of one's unit (``who_id``) and for a day that has passed. Refuses
    what says no time, and days to come or over a year ago (Invalid).
    """
    minutes, on, note = _sent(spent, on, note)
    turn = Turn(viewer, ticket_id, Act.TIME)
    turn.go(None)
    unit_id = turn.speaks_for or turn.ticket.unit_id
    who_id = turn.me if who_id is None else who_id
    if who_id != turn.me and who_id not in {person.id for person in workers_of(unit_id)}:
        raise Invalid({"who": _("This person does not work in your department.")})
    effort = Effort.objects.create(
        ticket=turn.ticket,
        who_id=who_id,
        unit_id=unit_id,
        by_id=turn.me,
        minutes=minutes,
        on=on,
        note=note,
    )
    _say(turn, effort, None, Step.TIME_SPENT, TimeSpent)
    return effort


@transaction.atomic
def correct_time(
    *,
    viewer: Viewer,
    ticket_id: int,
    effort_id: int,
    spent: str,
    on: date | None = None,
    note: str = "",
) -> Effort:
    """Correct an entry of time: one's own, or as a head of its unit."""
    minutes, day, note = _sent(spent, on, note)
    turn, effort = _begin(viewer, ticket_id, effort_id)
    before = _values(effort)
    effort.minutes, effort.on, effort.note = minutes, day if on else effort.on, note
    if _values(effort) != before:
        effort.save()
        _say(turn, effort, before, Step.TIME_CORRECTED, TimeCorrected)
    return effort


@transaction.atomic
def remove_time(*, viewer: Viewer, ticket_id: int, effort_id: int) -> Ticket:
    """Take an entry of time away: one's own, or as a head of its unit."""
    turn, effort = _begin(viewer, ticket_id, effort_id)
    _say(turn, effort, _values(effort), Step.TIME_REMOVED, TimeRemoved, is_gone=True)
    effort.delete()
    return turn.ticket


def _begin(viewer: Viewer, ticket_id: int, effort_id: int) -> tuple[Turn, Effort]:
    turn = Turn(viewer, ticket_id, Act.TIME)
    turn.go(None)
    effort = Effort.objects.filter(pk=effort_id, ticket=turn.ticket).first()
    if effort is None:
        raise NotFound
    is_own = turn.me in (effort.by_id, effort.who_id)
    if not is_own and not viewer.capacity_over(effort.unit_id, ANYWHERE_BELOW):
        raise Forbidden(_("Only whoever wrote it down, or the head, changes an entry of time."))
    return turn, effort


def _sent(spent: str, on: date | None, note: str) -> tuple[int, date, str]:
    sent = Sent()
    note = " ".join(sent.text("note", note, least=0, most=NOTE_LENGTH).split())
    minutes = minutes_in(spent[:100])
    if minutes is None:
        sent.faults["spent"] = _(
            "Write the time as 15 λ, 1 ώ 30, 1:30 or 90 (minutes), up to a day."
        )
    today = timezone.localdate()
    on = on or today
    if on > today:
        sent.faults["on"] = _("This day has not come yet.")
    elif on < today - LONGEST_AGO:
        sent.faults["on"] = _("This day is more than a year ago.")
    sent.check()
    return minutes or 0, on, note


def _say(
    turn: Turn,
    effort: Effort,
    before: dict[str, Any] | None,
    step: Step,
    event: type[TimeSpent],
    *,
    is_gone: bool = False,
) -> None:
    """The line of the timeline that the units read, and the event."""
    was = before or dict.fromkeys(FOLLOWED)
    now = dict.fromkeys(FOLLOWED) if is_gone else _values(effort)
    entry_id = turn.step_inside(step, minutes=effort.minutes, person=effort.who_id)
    turn.say(
        event,
        entry_id=entry_id,
        effort_id=effort.pk,
        changes={f"time.{name.removesuffix('_id')}": (was[name], now[name]) for name in FOLLOWED},
    )


def _values(effort: Effort) -> dict[str, Any]:
    return {field: getattr(effort, field) for field in FOLLOWED}

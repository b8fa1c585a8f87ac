"""Who is told that a deadline comes near or is over: in working hours only, and once."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pindos.clocks.commands import Due, clocks_late, clocks_to_warn_of, note_told
from pindos.kernel.events import emit
from pindos.kernel.jobs import every
from pindos.notices.commands import tell
from pindos.organisation.queries import heads_of, workers_of
from pindos.servicedesk.events import DeadlineNear, DeadlineOver
from pindos.servicedesk.models import Leg, Ticket
from pindos.servicedesk.terms import ABOUT, LEG, OPEN, PROMISES

Find = Callable[[str, datetime], list[Due]]


@every(timedelta(minutes=5), name="tell-of-deadlines")
def tell_of_deadlines() -> int:
    """Tell people of deadlines that come near and of those that are over."""
    return warn_of_deadlines() + tell_of_late()


def warn_of_deadlines(now: datetime | None = None) -> int:
    """Warn those who work on it of each deadline that comes near; how many deadlines."""
    return _tell_of(clocks_to_warn_of, now or timezone.now(), is_late=False)


def tell_of_late(now: datetime | None = None) -> int:
    """Tell those who work on it, and the head, of each deadline that is over; how many."""
    return _tell_of(clocks_late, now or timezone.now(), is_late=True)


@transaction.atomic
def _tell_of(find: Find, now: datetime, *, is_late: bool) -> int:
    found = find(ABOUT, now)
    tickets = Ticket.objects.in_bulk({each.about_id for each in found})
    for due in found:
        ticket = tickets.get(due.about_id)
        if ticket is not None and ticket.state in OPEN:
            _tell(ticket, due, is_late=is_late)
            _say(ticket, due, is_late=is_late)
    note_told([each.id for each in found], now, is_late=is_late)
    return len(found)


def _say(ticket: Ticket, due: Due, *, is_late: bool) -> None:
    """Say it to the house, too: rules may follow from it."""
    event = (DeadlineOver if is_late else DeadlineNear)(
        ticket_id=ticket.pk,
        number=ticket.number or "",
        unit_id=due.unit_id,
        clock_id=due.id,
        promise=due.key.partition(":")[0],
        due_at=due.due_at,
    )
    emit(event, about=ticket, unit_id=due.unit_id)


def _tell(ticket: Ticket, due: Due, *, is_late: bool) -> None:
    kind = "deadline-over" if is_late else "deadline-near"

    def say() -> tuple[str, str]:
        promise = str(PROMISES[due.key.partition(":")[0]])
        at = date_format(timezone.localtime(due.due_at), "DATETIME_FORMAT")
        words = _("%(promise)s: it was due by %(at)s") if is_late else _("%(promise)s by %(at)s")
        title = f"{ticket.number}: {words % {'promise': promise, 'at': at}}"
        return title, ticket.title

    tell(
        person_ids=_people(ticket, due, is_late=is_late),
        key=f"{kind}:{due.id}:{due.due_at.isoformat()}",
        kind=kind,
        about=f"{ABOUT}:{ticket.pk}",
        say=say,
        url=f"/tickets/{ticket.number}/deadlines/",
    )


def _people(ticket: Ticket, due: Due, *, is_late: bool) -> Sequence[int]:
    """Whoever has it, else all who work in the unit; of what is late also its heads."""
    owner = ticket.assignee_id
    if due.key.startswith(LEG):
        pk = int(due.key.partition(":")[2])
        owner = Leg.objects.filter(pk=pk).values_list("owner_id", flat=True).first()
    people = {owner} if owner else {person.id for person in workers_of(due.unit_id)}
    if is_late:
        people |= {person.id for person in heads_of(due.unit_id)}
    return sorted(people)

"""Opening the tickets of work that comes round: each day once, also after a standstill."""

from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from pindos.automation.commands.routines import say_routine
from pindos.automation.events import RoutineRan
from pindos.automation.models import Occurrence, Routine
from pindos.automation.options import OPENS_AT
from pindos.automation.queries.routines import days_to_come
from pindos.automation.rules import Day, titled
from pindos.identity.queries import viewer_of_person
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Refused, in_one_line
from pindos.kernel.greek import day_in_words
from pindos.notices.commands import tell
from pindos.organisation.queries import heads_of, prefecture_facts, unit_facts
from pindos.servicedesk import commands as desk
from pindos.servicedesk.commands import Ruling, by_rule, viewer_of_unit
from pindos.servicedesk.terms import Came

AT_ONCE = 31  # days of one routine in one go; the rest an hour later
NOT_A_RULE = 0  # in place of the id of a rule


def open_what_is_due(now: datetime | None = None) -> int:
    """Open every ticket whose day has come and that is not there yet; return how many."""
    moment = timezone.localtime(now or timezone.now())
    if moment.hour < OPENS_AT.now():
        return 0
    ids = Routine.objects.filter(is_on=True).order_by("id").values_list("pk", flat=True)
    done, failed = 0, []
    for pk in list(ids):
        try:
            done += _open_of(pk, moment.date())
        except Exception as error:  # noqa: BLE001  one that cannot be opened holds up no other
            failed.append(f"{pk}: {type(error).__name__}: {error}")
    if failed:
        raise RuntimeError("; ".join(failed))
    return done


@transaction.atomic
def _open_of(routine_id: int, today: date) -> int:
    row = Routine.objects.select_for_update().filter(pk=routine_id, is_on=True).first()
    if row is None:
        return 0
    days = []
    for day in islice(days_to_come(row, row.done_until), AT_ONCE):
        if day.on > today:
            break
        days.append(day)
    made = [_open_on(row, day, today) for day in days if not _is_there(row, day)]
    if days:
        Routine.objects.filter(pk=row.pk).update(done_until=days[-1].named)
    if made:
        _say(row, made, today)
    return sum(each.ticket_id is not None for each in made)


def _is_there(row: Routine, day: Day) -> bool:
    return row.occurrences.filter(on=day.on).exists()


def _open_on(row: Routine, day: Day, today: date) -> Occurrence:
    ticket, refused = None, ""
    try:
        with transaction.atomic():
            ticket = _opened(row, day, today)
    except Refused as refusal:
        refused = in_one_line(refusal, "; ")
    return Occurrence.objects.create(
        routine=row,
        named=day.named,
        on=day.on,
        at=timezone.now(),
        ticket_id=ticket.pk if ticket else None,
        refused=refused[:1000],
    )


def _opened(row: Routine, day: Day, today: date) -> Any:
    """The ticket, opened for its person; what follows is written in the name of the routine."""
    unit = unit_facts(row.unit_id)
    ticket = desk.open_ticket(
        viewer=viewer_of_person(row.requester_id),
        title=titled(row.title, day.on),
        description=titled(row.description, day.on),
        prefecture=prefecture_facts(unit.prefecture_id or 0).key,
        category=row.category or None,
        are_answers_needed=False,
        came_by=Came.ROUTINE,
    )
    ruling = Ruling(NOT_A_RULE, row.name, reverse("automation:routine-show", args=[row.pk]))
    if ticket.unit_id != row.unit_id:
        viewer = viewer_of_unit(ticket.unit_id)
        with by_rule(ruling):
            ticket = desk.move_ticket(
                viewer=viewer, ticket_id=ticket.pk, unit=unit.key, reason=row.name
            )
    theirs: dict[str, Any] = {"viewer": viewer_of_unit(row.unit_id), "ticket_id": ticket.pk}
    with by_rule(ruling):
        desk.note_ticket(**theirs, text=_why(day, today))
        if row.checklist or row.tasks:
            lines = row.tasks.splitlines()
            group = row.name if lines else ""
            desk.add_tasks(**theirs, lines=lines, checklist=row.checklist, group=group)
        if row.assign_to_id:
            desk.assign_ticket(**theirs, person_id=row.assign_to_id)
    return ticket


def _why(day: Day, today: date) -> str:
    """For which day it was opened, and whether that was late."""
    with override("el"):
        on_time = _("Opened by itself for %(day)s.")
        caught_up = _("It should have opened on %(day)s; it was caught up on.")
        return (caught_up if day.on < today else on_time) % {"day": day_in_words(day.on)}


def _say(row: Routine, made: list[Occurrence], today: date) -> None:
    """Note what was done; of what was late or refused the heads hear."""
    late = [each for each in made if each.ticket_id and each.on < today]
    refused = [each for each in made if not each.ticket_id]
    opened = len(made) - len(refused)
    say_routine(RoutineRan, row, HOUSE, opened=opened, late=len(late), refused=len(refused))
    if not late and not refused:
        return

    def say() -> tuple[str, str]:
        title = _("«%(name)s»: not all went by itself") % {"name": row.name}
        lines = [
            *(_("Caught up on: %(day)s.") % {"day": f"{each.on:%d/%m/%Y}"} for each in late),
            *(f"{each.on:%d/%m/%Y}: {each.refused}" for each in refused),
        ]
        return title, "\n".join(lines)

    tell(
        person_ids=[each.id for each in heads_of(row.unit_id)],
        key=f"routine:{row.pk}:{made[-1].on}",
        kind="routine-late",
        about=f"automation.routine:{row.pk}",
        say=say,
        url=reverse("automation:routine-show", args=[row.pk]),
    )

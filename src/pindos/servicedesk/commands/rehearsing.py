"""Looking at tickets as they stood once, without changing anything."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from django.db import transaction

from pindos.kernel.models import Change
from pindos.servicedesk.commands.mailed_on import mailed_at
from pindos.servicedesk.commands.ruling import viewer_of_unit
from pindos.servicedesk.commands.turn import FIELDS
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import tickets_for
from pindos.servicedesk.terms import ABOUT

T = TypeVar("T")
COLUMNS = {each.attname: each for each in Ticket._meta.concrete_fields}
Changed = dict[int, list[tuple[int, str, Any]]]  # by ticket: event, field and what it was before


class Then(NamedTuple):
    """The moment right after an event of a ticket."""

    event_id: int
    ticket_id: int
    at: datetime


def rehearse(
    *, unit_id: int, moments: Iterable[Then], look: Callable[[Ticket, Then], T]
) -> list[T]:
    """Let each ticket be what it was at that moment, look at it, and put everything back.

    Each is a transaction of its own that is undone, so nobody waits long and nothing is left,
    whatever ``look`` does. What the unit does not see is passed by.
    """
    wanted, viewer = list(moments), viewer_of_unit(unit_id)
    changed = _changed_since({each.ticket_id for each in wanted})
    found = []
    for then in wanted:
        with transaction.atomic():
            row = tickets_for(viewer).filter(pk=then.ticket_id).first()
            if row is not None:
                _as_it_was(row, changed.get(row.pk, []), then)
                found.append(look(row, then))
            transaction.set_rollback(True)
    return found


def _as_it_was(row: Ticket, changes: list[tuple[int, str, Any]], then: Then) -> None:
    """Give each field what stood there before its first change after the event.

    The message that had come last goes by the moment: it is no field that anybody changes.
    """
    was: dict[str, Any] = {}
    for at, field, before in changes:
        if at > then.event_id:
            was.setdefault(field, before)
    for name in FIELDS:
        if (key := name.removesuffix("_id")) in was:
            setattr(row, name, COLUMNS[name].to_python(was[key]))
    fields = [name for name in FIELDS if name.removesuffix("_id") in was]
    if row.mailed_id:
        row.mailed_id = mailed_at(row.pk, then.at)
        fields.append("mailed_id")
    row.save(update_fields=fields)


def _changed_since(ticket_ids: set[int]) -> Changed:
    names = [name.removesuffix("_id") for name in FIELDS]
    subjects = [f"{ABOUT}:{pk}" for pk in sorted(ticket_ids)]
    found: Changed = {}
    for begin in range(0, len(subjects), 200):
        rows = Change.objects.filter(
            event__subject__in=subjects[begin : begin + 200], field__in=names
        ).order_by("event_id")
        for subject, at, field, before in rows.values_list(
            "event__subject", "event_id", "field", "before"
        ):
            pk = int(subject.partition(":")[2])
            found.setdefault(pk, []).append((at, field, before))
    return found

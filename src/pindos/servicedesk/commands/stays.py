"""Keeping how long each unit has a ticket: with every change, and anew from the trail."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from pindos.identity.queries import person_of_account
from pindos.kernel.inserting import Write, insert
from pindos.kernel.models import Change, Event
from pindos.kernel.progress import tell_how_far
from pindos.kernel.rows import new
from pindos.servicedesk.models import Stay, Ticket
from pindos.servicedesk.rules.stays import Leg, Stand, begun_by, is_ended, legs_in
from pindos.servicedesk.terms import ABOUT, OPEN, Began, State

AT_ONCE = 500  # tickets that are counted anew in one transaction
PLACE = ("state", "unit", "with_unit")
SAME = ("prefecture_id", "category_id")
Happened = list[tuple[datetime, dict[str, Any]]]


def keep_stay(
    ticket: Ticket, before: Mapping[str, Any] | None = None, write: Write = insert
) -> None:
    """After a change: end the leg that was, begin the one that is; inside the caller's act."""
    after = _stand(ticket)
    stood = _stood(before) if before is not None else None
    if before is not None and any(before[name] != getattr(ticket, name) for name in SAME):
        Stay.objects.filter(ticket=ticket).update(
            prefecture=ticket.prefecture_id, category=ticket.category_id
        )
    now = timezone.now() if before is not None else ticket.opened_at
    if stood is not None and is_ended(stood, after):
        for stay in Stay.objects.filter(ticket=ticket, ended_at=None):
            stay.ended_at, stay.seconds = now, _seconds(stay.began_at, now)
            stay.save(update_fields=["ended_at", "seconds"])
    if began := begun_by(stood, after):
        leg = Leg(ticket.with_unit_id, ticket.unit_id, began, now, None)
        write([_row(ticket, leg)])


def keep_first_answer(ticket: Ticket, now: datetime) -> None:
    """The unit has written to the requester: note it when it is the first time."""
    stays = Stay.objects.filter(ticket=ticket)
    if not stays.filter(answered_at__isnull=False).exists():
        stays.filter(ended_at=None).update(
            answered_at=now, answered_after=_seconds(ticket.opened_at, now)
        )


def recount_stays(
    *, everything: bool = False, after: int = 0, reached: Callable[[int], object] = int
) -> int:
    """Make legs from the trail for tickets that lack them, or for all; return how many tickets.

    Says how far it is. What was cut off goes on, because those that have legs are left out; of
    ``everything`` it goes on ``after`` the last ticket (its id) that ``reached`` was told.
    """
    tickets = Ticket.objects.all() if everything else Ticket.objects.filter(~Exists(_first_leg()))
    tickets = tickets.filter(pk__gt=after).order_by("pk")
    total, last, count = tickets.count(), after, 0
    while ids := list(tickets.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
        _recount(ids)
        last, count = ids[-1], count + len(ids)
        reached(last)
        tell_how_far(count, max(count, total))
    return count


def _first_leg() -> QuerySet[Stay]:
    """Of a ticket that a query around it looks at.

    By the ticket's index, of few rows: asked for by ``began_by`` itself, SQLite reads each leg
    that opened any ticket, anew for every ticket.
    """
    how = Coalesce("began_by", Value(""))
    return Stay.objects.annotate(how=how).filter(ticket=OuterRef("pk"), how=Began.OPENED)


@transaction.atomic
def _recount(ids: list[int]) -> None:
    """Each ticket's row is held meanwhile, so that no act of somebody's comes in between."""
    tickets = list(Ticket.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    subjects = {f"{ABOUT}:{ticket.pk}": ticket.pk for ticket in tickets}
    changed, answered = _trail_of(subjects)
    Stay.objects.filter(ticket__in=ids).delete()
    rows = [
        row
        for ticket in tickets
        for row in _rows(ticket, changed[ticket.pk], answered.get(ticket.pk))
    ]
    Stay.objects.bulk_create(rows, AT_ONCE)


def _trail_of(subjects: Mapping[str, int]) -> tuple[dict[int, Happened], dict[int, datetime]]:
    """What moved each ticket and when, and when its requester was answered first."""
    changed: dict[int, Happened] = defaultdict(list)
    rows = Change.objects.filter(event__subject__in=subjects, field__in=PLACE)
    last = 0
    for event_id, subject, at, field, after in rows.order_by("event_id").values_list(
        "event_id", "event__subject", "event__at", "field", "after"
    ):
        of_ticket = changed[subjects[subject]]
        if event_id != last:
            of_ticket.append((at, {}))
        of_ticket[-1][1][field] = after
        last = event_id
    answered: dict[int, datetime] = {}
    said = Event.objects.filter(
        subject__in=subjects, name__in=("servicedesk.TicketReplied", "servicedesk.TicketResolved")
    )
    heard = said.order_by("pk").values_list("subject", "at", "payload", "actor_id")
    for subject, at, payload, actor_id in heard:
        if not _is_by_requester(payload, actor_id, subjects[subject]):
            answered.setdefault(subjects[subject], at)
    return changed, answered


def _is_by_requester(payload: Any, actor_id: int | None, ticket_id: int) -> bool:
    """What the event says of it; where that is erased, whether the actor is who asked."""
    if payload is not None or actor_id is None:
        return bool((payload or {}).get("is_by_requester"))
    person_id = person_of_account(actor_id)
    return Ticket.objects.filter(
        pk=ticket_id, requester__isnull=False, requester=person_id
    ).exists()


def _rows(ticket: Ticket, changed: Happened, answered_at: datetime | None) -> Iterable[Stay]:
    """The legs of one ticket; one that has left no trail was with its unit all the time."""
    stands: list[tuple[datetime, Stand]] = []
    held: dict[str, Any] = {}
    for at, fields in changed:
        held |= fields
        if held.keys() >= set(PLACE):
            stand = _standing(held["unit"], held["with_unit"], held["state"])
            stands.append((at if stands else ticket.opened_at, stand))
    now = _stand(ticket)
    if not stands:
        stands = [(ticket.opened_at, now._replace(is_open=True, is_merged=False))]
    if stands[-1][1] != now:  # somebody has set it right by hand
        stands.append((ticket.solved_at or ticket.closed_at or ticket.state_since, now))
    for leg in legs_in(stands):
        row = _row(ticket, leg)
        if answered_at and leg.began_at <= answered_at <= (leg.ended_at or answered_at):
            row.answered_at = answered_at
            row.answered_after = _seconds(ticket.opened_at, answered_at)
            answered_at = None
        yield row


def _row(ticket: Ticket, leg: Leg) -> Stay:
    return new(
        Stay,
        ticket_id=ticket.pk,
        unit_id=leg.unit_id,
        for_unit_id=leg.for_unit_id,
        prefecture_id=ticket.prefecture_id,
        category_id=ticket.category_id,
        began_by=leg.began_by,
        began_at=leg.began_at,
        ended_at=leg.ended_at,
        seconds=_seconds(leg.began_at, leg.ended_at) if leg.ended_at else None,
    )


def _stand(ticket: Ticket) -> Stand:
    return _standing(ticket.unit_id, ticket.with_unit_id, ticket.state)


def _stood(before: Mapping[str, Any]) -> Stand:
    return _standing(before["unit_id"], before["with_unit_id"], before["state"])


def _standing(unit_id: int, with_unit_id: int, state: str) -> Stand:
    return Stand(unit_id, with_unit_id, state in OPEN, state == State.MERGED)


def _seconds(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds()))

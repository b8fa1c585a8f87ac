"""The time spent on a ticket as pages show it."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.urls import reverse

from pindos.kernel.access import Viewer
from pindos.organisation.queries import people_by_id
from pindos.organisation.rights import ANYWHERE_BELOW
from pindos.servicedesk.models import Effort, Ticket
from pindos.servicedesk.queries import efforts_of, minutes_by_person
from pindos.servicedesk.terms import Act


class TimeLine(NamedTuple):
    """One entry; ``by`` is somebody else who wrote it down, ``url`` is where it is corrected."""

    who: str
    length: timedelta
    on: date
    note: str
    by: str
    url: str


class TimeSum(NamedTuple):
    """How long one person worked on it."""

    who: str
    length: timedelta


def time_shown(viewer: Viewer, ticket: Ticket, is_any: bool = True) -> dict[str, Any]:
    """What the panel of time shows; no query when there is none."""
    efforts = efforts_of(viewer, ticket) if is_any else []
    ids = {pk for effort in efforts for pk in (effort.who_id, effort.by_id)}
    names = {pk: person.name for pk, person in people_by_id(ids).items()} if ids else {}
    total = sum(effort.minutes for effort in efforts)
    return {
        "ticket": ticket,
        "lines": [_line(viewer, ticket, effort, names) for effort in efforts],
        "sums": [
            TimeSum(names.get(who_id, ""), timedelta(minutes=minutes))
            for who_id, minutes in minutes_by_person(efforts).items()
        ],
        "total": timedelta(minutes=total) if total else None,
        "time_verb": Act.TIME.value,
    }


def may_correct(viewer: Viewer, effort: Effort) -> bool:
    """Whether the viewer may correct an entry: their own, or as a head of its unit."""
    is_own = viewer.person_id is not None and viewer.person_id in (effort.who_id, effort.by_id)
    return is_own or bool(viewer.capacity_over(effort.unit_id, ANYWHERE_BELOW))


def _line(viewer: Viewer, ticket: Ticket, effort: Effort, names: dict[int, str]) -> TimeLine:
    url = reverse("servicedesk:ticket-correct-time", args=[ticket.number, effort.pk])
    return TimeLine(
        names.get(effort.who_id, ""),
        timedelta(minutes=effort.minutes),
        effort.on,
        effort.note,
        names.get(effort.by_id, "") if effort.by_id != effort.who_id else "",
        url if may_correct(viewer, effort) else "",
    )

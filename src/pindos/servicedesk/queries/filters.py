"""Lists of tickets, narrowed by what somebody asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.text import fold, without_invisible
from pindos.organisation.queries import person_known_to, prefecture_named, unit_named
from pindos.records.queries import number_typed
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.rules import units_seen_by
from pindos.servicedesk.terms import OPEN, State

MOST_WORDS = 8
LONGEST_TEXT = 200  # characters


@dataclass(frozen=True)
class Wanted:
    """What a list is to hold; what is empty asks for nothing.

    ``unit`` is a key and finds what the unit answers for or has by referral; ``state`` is one
    state, several with commas, or ``open``; ``assignee`` and ``requester`` are ``me`` or a person,
    ``assignee`` also ``none``; ``referral`` is ``out`` (from the viewer's units), ``in`` (to them)
    or ``any``; ``text`` is a number however typed, or words of title, number and requester.
    """

    unit: str = ""
    state: str = ""
    prefecture: str = ""
    late: bool | None = None
    assignee: str = ""
    requester: str = ""
    text: str = ""
    referral: str = ""


def matching(
    viewer: Viewer, tickets: QuerySet[Ticket], wanted: Wanted, now: datetime
) -> QuerySet[Ticket]:
    """Those of the tickets that are wanted; refuses what does not exist (Invalid, by field)."""
    asked: list[tuple[object, Callable[[], Q]]] = [
        (wanted.unit, lambda: _unit(wanted.unit)),
        (wanted.state, lambda: _state(wanted.state)),
        (wanted.prefecture, lambda: Q(prefecture=prefecture_named(wanted.prefecture).id)),
        (wanted.late is not None, lambda: _late(now, is_late=bool(wanted.late))),
        (wanted.assignee, lambda: _assignee(viewer, wanted.assignee)),
        (wanted.requester, lambda: _requester(viewer, wanted.requester)),
        (wanted.text.strip(), lambda: _text(wanted.text)),
        (wanted.referral, lambda: _referral(viewer, wanted.referral)),
    ]
    for value, condition in asked:
        if value:
            tickets = tickets.filter(condition())
    return tickets


def _unit(key: str) -> Q:
    unit_id = unit_named(key).id
    return Q(unit=unit_id) | Q(with_unit=unit_id)


def _state(text: str) -> Q:
    wanted: set[str] = set()
    for word in (part.strip() for part in text.split(",")):
        if word == "open":
            wanted.update(OPEN)
        elif word in State.values:
            wanted.add(word)
        else:
            states = ", ".join(["open", *State.values])
            words = _("There is no such state. There are: %(states)s.") % {"states": states}
            raise Invalid({"state": words})
    return Q(state__in=wanted)


def _late(now: datetime, *, is_late: bool) -> Q:
    late = Q(state__in=OPEN, late_at__lte=now)
    return late if is_late else ~Q(state__in=OPEN) | Q(late_at=None) | Q(late_at__gt=now)


def _assignee(viewer: Viewer, text: str) -> Q:
    if text == "none":
        return Q(assignee=None)
    return Q(assignee=_person(viewer, "assignee", text))


def _requester(viewer: Viewer, text: str) -> Q:
    return Q(requester=_person(viewer, "requester", text))


def _person(viewer: Viewer, field: str, text: str) -> int:
    """``me`` is the viewer; an account of no person has no tickets, and 0 is nobody."""
    if text == "me":
        return viewer.person_id or 0
    try:
        return person_known_to(viewer, text).id
    except Invalid as error:
        raise Invalid({field: next(iter(error.fields.values()))}) from error


def _text(text: str) -> Q:
    text = without_invisible(text)[:LONGEST_TEXT]
    if number := number_typed(text):
        return Q(number=number)
    found = Q()
    for word in fold(text).split()[:MOST_WORDS]:
        found &= Q(search_text__contains=word)
    return found


def _referral(viewer: Viewer, text: str) -> Q:
    units = units_seen_by(viewer)
    ways = {
        "out": Q(state=State.REFERRED, unit__in=units),
        "in": Q(state=State.REFERRED, with_unit__in=units),
        "any": Q(state=State.REFERRED),
    }
    if text not in ways:
        raise Invalid({"referral": _("A referral goes «out» or comes «in».")})
    return ways[text]

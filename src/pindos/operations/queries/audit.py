"""Which events somebody may see in the audit trail, and how they are found.

An administrator or auditor sees the events of every unit that these roles reach, security events
included: whose affair it is (``unit_id``) or who has the work (``other_unit_id``). What belongs
to no unit (jobs, failed sign-ins of unknown names, the timetable) is seen by those who hold the
role over a whole administration.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.identity.queries import account_ids_of
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.models import Event
from pindos.operations.terms import Asked
from pindos.organisation.queries import (
    UnitFacts,
    administration_held,
    people_found,
    person_named,
    unit_named,
    units_by_id,
)
from pindos.organisation.terms import Role
from pindos.records.queries import number_typed
from pindos.servicedesk.queries import ticket_by

READERS = (Role.ADMINISTRATOR, Role.AUDITOR)
TICKET = "servicedesk.ticket"


def reads_audit(viewer: Viewer) -> bool:
    """Whether the viewer may see an audit trail at all."""
    return viewer is HOUSE or bool(viewer.posts_as(*READERS))


def audit_for(viewer: Viewer, asked: Asked | None = None) -> QuerySet[Event]:
    """The sealed events that the viewer may see and asked for, newest first.

    Not found for who is neither administrator nor auditor; 422 for an unknown unit or person.
    """
    events = Event.objects.filter(seq__isnull=False).order_by("-seq")
    if viewer is not HOUSE:
        if not reads_audit(viewer):
            raise NotFound
        events = events.filter(_within_reach(viewer))
    return _narrowed(viewer, events, asked or Asked())


def reached_units(viewer: Viewer) -> list[UnitFacts]:
    """The units whose events the viewer may see, by name."""
    reached = units_by_id(viewer.units_as(*READERS))
    return sorted(reached.values(), key=lambda unit: unit.name)


def unsealed_count() -> int:
    """How many events wait for the worker; the trail shows them as soon as they are sealed."""
    return Event.objects.filter(seq__isnull=True).count()


class Called(NamedTuple):
    """Whom a text names: accounts and people."""

    account_ids: frozenset[int]
    person_ids: frozenset[int]


def people_called(viewer: Viewer, text: str) -> Called:
    """Everybody whose name, user name, key or e-mail this is; 422 for nobody."""
    if viewer is HOUSE:
        people = _person_named(text)
    else:
        people = frozenset(person.id for person in people_found(viewer, text))
    accounts = frozenset(account_ids_of(username=text, person_ids=people))
    if not accounts and not people:
        raise Invalid({"person": _("Nobody is called %(name)s.") % {"name": text}})
    return Called(accounts, people)


def _person_named(text: str) -> frozenset[int]:
    try:
        return frozenset({person_named(text).id})
    except Invalid:
        return frozenset()


def _within_reach(viewer: Viewer) -> Q:
    reached = viewer.units_as(*READERS)
    theirs = Q(unit_id__in=reached) | Q(other_unit_id__in=reached)
    if administration_held(viewer, *READERS) is None:
        return theirs
    return theirs | Q(unit_id__isnull=True)


def _narrowed(viewer: Viewer, events: QuerySet[Event], asked: Asked) -> QuerySet[Event]:
    if asked.person:
        events = events.filter(by_or_about(people_called(viewer, asked.person)))
    if asked.subject:
        events = events.filter(subject=subject_named(viewer, asked.subject))
    if asked.unit:
        unit = unit_named(asked.unit)
        events = events.filter(Q(unit_id=unit.id) | Q(other_unit_id=unit.id))
    if asked.kind:
        whole = "." in asked.kind
        events = events.filter(**{"name" if whole else "name__startswith": _kind(asked.kind)})
    if asked.since:
        events = events.filter(at__gte=_midnight(asked.since))
    if asked.until:
        events = events.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    return events


def by_or_about(called: Called) -> Q:
    """What these people did, and what was done to them and their accounts."""
    accounts = [f"identity.account:{pk}" for pk in called.account_ids]
    people = [f"organisation.person:{pk}" for pk in called.person_ids]
    return Q(actor_id__in=called.account_ids) | Q(subject__in=accounts + people)


def subject_named(viewer: Viewer, text: str) -> str:
    """``servicedesk.ticket:7`` as it stands, or the ticket of a number however it was typed."""
    number = number_typed(text)
    if number is None:
        return text.strip()
    if viewer is HOUSE:
        opened = Event.objects.filter(name="servicedesk.TicketOpened", payload__number=number)
        return opened.values_list("subject", flat=True).first() or f"{TICKET}:{number}"
    try:
        return f"{TICKET}:{ticket_by(viewer, number).pk}"
    except NotFound:
        raise Invalid(
            {
                "subject": _("There is no ticket %(number)s, or it is not yours to see.")
                % {"number": number}
            }
        ) from None


def _kind(text: str) -> str:
    return text if "." in text else f"{text}."


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

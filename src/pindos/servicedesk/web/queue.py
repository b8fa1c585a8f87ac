"""The queue: which views it has, what was asked for, and how many there are of each."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.filtering import (
    EVERYTHING,
    Asked,
    Condition,
    Found,
    Mode,
    Node,
    Op,
    Seen,
    joined,
)
from pindos.kernel.web import Request
from pindos.organisation import queries as organisation
from pindos.organisation.rights import IN_OWN_UNIT, units_seen_by, units_worked_by
from pindos.servicedesk.queries import (
    TICKETS,
    Wanted,
    asked_by,
)
from pindos.servicedesk.queries.counts import view_counts
from pindos.servicedesk.queries.filters import condition_for
from pindos.servicedesk.queries.tickets import OF_UNITS, QUEUE
from pindos.servicedesk.terms import OPEN, Priority, State

VIEWS: list[tuple[Promise, dict[str, str]]] = [
    (_("All open"), {}),
    (_("Mine"), {"assignee": "me"}),
    (_("Without assignee"), {"assignee": "none"}),
    (_("Wait for the user"), {"state": "waiting"}),
    (_("At the Directorate"), {"state": "referred"}),
    (_("Late"), {"late": "true"}),
    (_("Due today"), {"due": "today"}),
]
PARAMETERS = (
    "q",
    "state",
    "priority",
    "prefecture",
    "assignee",
    "late",
    "due",
    "unit",
    "referral",
    "scope",
    "filter",
)
LONGEST = 200  # characters of one parameter; the filter has a bound of its own
TRUE = ("1", "true", "on", "yes")


class Tab(NamedTuple):
    """A view of the queue, and how many tickets stand in it."""

    label: Promise
    address: str
    number: int
    is_current: bool


def asked_in(parameters: Mapping[str, str]) -> dict[str, str]:
    """What the address asks for, without what is empty."""
    found = {name: parameters.get(name, "").strip()[:LONGEST] for name in PARAMETERS}
    return {name: value for name, value in found.items() if value}


def wanted_by(asked: Mapping[str, str]) -> Wanted:
    """The same as a query takes it; without a state, what is open."""
    late = asked.get("late", "").lower()
    return Wanted(
        unit=asked.get("unit", ""),
        state=asked.get("state", "") or ("" if asked.get("filter") else "open"),
        prefecture=asked.get("prefecture", ""),
        late=late in TRUE if late else None,
        assignee=asked.get("assignee", ""),
        text=asked.get("q", ""),
        due=asked.get("due", ""),
        referral=asked.get("referral", ""),
    )


def tickets_asked_for(viewer: Viewer, asked: Mapping[str, str], now: datetime) -> Found:
    """The tickets of the list: the viewer's own work; all they may see when they ask further."""
    found = Found(base_for(viewer, asked), viewer, condition_for(viewer, wanted_by(asked), now))
    if (priority := asked.get("priority", "")) in map(str, Priority.values):
        return found.where(Q(priority=int(priority)))
    return found


def said_by(viewer: Viewer, asked: Mapping[str, str]) -> Node:
    """The same as a filter, for views that are saved and tables that are exported."""
    place = "queue" if is_own_work(viewer, asked) else "inside"
    nodes: list[Node] = [Condition(place, Op.EQ, ("yes",)), *asked_by(wanted_by(asked)).values()]
    if (priority := asked.get("priority", "")) in map(str, Priority.values):
        name = Priority(int(priority)).name.lower()
        nodes.append(Condition("priority", Op.EQ, (name,)))
    return joined(Mode.ALL, nodes)


def base_for(viewer: Viewer, asked: Mapping[str, str]) -> Seen:
    """Where to look: in the own queue, unless a place, words or closed tickets are asked for."""
    return QUEUE if is_own_work(viewer, asked) else OF_UNITS


def is_own_work(viewer: Viewer, asked: Mapping[str, str]) -> bool:
    """Whether nothing beyond the own queue is asked for."""
    goes_further = {"prefecture", "unit", "q", "referral", "scope", "filter"} & asked.keys()
    is_closed = asked.get("state", "open") not in {"open", *OPEN}
    return not (goes_further or is_closed or not units_worked_by(viewer))


class Look(NamedTuple):
    """What an address of the queue asks for, in all its ways of asking, and what that finds."""

    quick: dict[str, str]
    mistakes: dict[str, str]
    question: Asked
    found: Found


def looked_for(request: Request, now: datetime) -> Look:
    """Read the address; what cannot be understood finds nothing and says why."""
    quick = asked_in(request.GET.dict())
    mistakes: dict[str, str] = {}
    try:
        found = tickets_asked_for(request.viewer, quick, now)
    except Invalid as error:
        mistakes = {field: str(words) for field, words in error.fields.items()}
        found = Found(QUEUE, request.viewer, Q(pk__in=()))
    within = EVERYTHING if mistakes else said_by(request.viewer, quick)
    question = Asked(TICKETS, request.viewer, request.GET, now, within)
    return Look(quick, mistakes, question, question.among(found))


def tabs_for(viewer: Viewer, asked: Mapping[str, str], now: datetime) -> list[Tab]:
    """The views with their counts: each counts exactly what it shows."""
    tabs = []
    ready = view_counts(viewer, now) if units_worked_by(viewer) else []
    for place, (label, parameters) in enumerate(VIEWS):
        count = ready[place] if ready else tickets_asked_for(viewer, parameters, now).counted()
        address = f"?{urlencode(parameters)}" if parameters else "?"
        tabs.append(Tab(label, address, count, dict(asked) == parameters))
    return tabs


def home_unit(viewer: Viewer) -> str:
    """The name of the unit in which the viewer works; empty for one who works in several."""
    units = viewer.posts_as(*IN_OWN_UNIT)
    return organisation.unit_facts(next(iter(units))).name if len(units) == 1 else ""


def choices_for(viewer: Viewer) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: prefectures to those who see several, people of the own units."""
    seen = organisation.units_by_id(units_seen_by(viewer)).values()
    places = {unit.prefecture_id for unit in seen if unit.prefecture_id}
    own = viewer.posts_as(*IN_OWN_UNIT)
    people = {each.id: each.name for unit in own for each in organisation.workers_of(unit)}
    people.pop(viewer.person_id or 0, None)
    return {
        "states": [("", str(_("Open"))), *((s.value, str(s.label)) for s in State)],
        "priorities": [(str(p.value), str(p.label)) for p in reversed(Priority)],
        "prefectures": [
            (place.key, place.name) for place in organisation.prefectures() if len(places) > 1
        ],
        "people": [
            ("me", str(_("Me"))),
            ("none", str(_("Nobody yet"))),
            *((str(pk), name) for pk, name in sorted(people.items(), key=lambda e: e[1])),
        ],
    }

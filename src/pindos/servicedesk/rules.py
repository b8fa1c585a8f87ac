"""The rules of the desk. Pure: no clock, no database."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.organisation.terms import Role
from pindos.servicedesk.terms import OPEN, Act, Basis, Impact, Party, Priority, State, Urgency

P, S = Party, State

MATRIX = {
    Impact.PERSON: (1, 2, 3),
    Impact.UNIT: (2, 2, 3),
    Impact.PREFECTURE: (2, 3, 4),
    Impact.ALL: (3, 4, 4),
}
DEFAULT_HOURS = {
    Priority.LOW: 240,
    Priority.NORMAL: 72,
    Priority.HIGH: 24,
    Priority.CRITICAL: 4,
}

WHO: dict[Act, tuple[Party, ...]] = {
    Act.TAKE: (P.UNIT,),
    Act.ASSIGN: (P.UNIT,),
    Act.REPLY: (P.UNIT, P.ASKED),
    Act.ASK: (P.UNIT, P.ASKED),
    Act.ANSWER: (P.REQUESTER,),
    Act.NOTE: (P.UNIT, P.ASKED),
    Act.PRIORITY: (P.UNIT, P.ASKED),
    Act.REFER: (P.UNIT,),
    Act.ACCEPT: (P.ASKED,),
    Act.RETURN: (P.ASKED,),
    Act.HAND_BACK: (P.ASKED,),
    Act.RECALL: (P.UNIT,),
    Act.MOVE: (P.UNIT,),
    Act.RESOLVE: (P.UNIT,),
    Act.CONFIRM: (P.REQUESTER,),
    Act.REOPEN: (P.REQUESTER, P.UNIT),
}

STAYS = "stays"  # the act leaves the state as it is
WORK = "work"  # back to the unit's work: assigned when somebody has it, else new

_IN_HAND = (S.NEW, S.ASSIGNED, S.WAITING, S.RETURNED)
_NOT_CLOSED = (*OPEN, S.SOLVED)


def _from(states: Iterable[State], leads: str) -> dict[State, str]:
    return dict.fromkeys(states, leads)


LEADS: dict[Act, dict[State, str]] = {
    Act.TAKE: {
        **_from((S.NEW, S.ASSIGNED, S.RETURNED), S.ASSIGNED),
        **_from((S.WAITING, S.REFERRED), STAYS),
    },
    Act.ASSIGN: {
        **_from((S.NEW, S.ASSIGNED, S.RETURNED), S.ASSIGNED),
        **_from((S.WAITING, S.REFERRED), STAYS),
    },
    Act.REPLY: _from(_NOT_CLOSED, STAYS),
    Act.ASK: {**_from(_IN_HAND, S.WAITING), S.REFERRED: STAYS},
    Act.ANSWER: {**_from(_NOT_CLOSED, STAYS), S.WAITING: WORK},
    Act.NOTE: _from(_NOT_CLOSED, STAYS),
    Act.PRIORITY: _from(OPEN, STAYS),
    Act.REFER: _from(_IN_HAND, S.REFERRED),
    Act.ACCEPT: {S.REFERRED: STAYS},
    Act.RETURN: {S.REFERRED: S.RETURNED},
    Act.HAND_BACK: {S.REFERRED: S.RETURNED},
    Act.RECALL: {S.REFERRED: WORK},
    Act.MOVE: _from(_IN_HAND, S.NEW),
    Act.RESOLVE: _from(_IN_HAND, S.SOLVED),
    Act.CONFIRM: _from(_NOT_CLOSED, S.CLOSED),
    Act.REOPEN: _from((S.SOLVED, S.CLOSED), WORK),
}

INSTEAD: dict[State, Promise] = {
    S.NEW: _("The ticket is new: it can be taken, answered, referred, moved or solved."),
    S.ASSIGNED: _("The ticket is in work: it can be answered, referred, moved or solved."),
    S.WAITING: _(
        "The ticket waits for the user's answer: it can be answered, referred, moved or solved."
    ),
    S.REFERRED: _(
        "The ticket is at the Directorate: wait until it comes back, or recall it first."
    ),
    S.RETURNED: _(
        "The ticket came back from the Directorate: it can be answered, solved or referred again."
    ),
    S.SOLVED: _("The ticket is solved: confirm it, or reopen it first."),
    S.CLOSED: _("The ticket is closed: reopen it or report a new one."),
}
NOT_REFERRED = _("The ticket is not referred now, so there is nothing to accept or hand back.")
NOT_ANSWERED_YET = _("The ticket is not solved yet, so there is nothing to reopen.")
ONLY_WHILE_REFERRED = (Act.ACCEPT, Act.RETURN, Act.HAND_BACK, Act.RECALL)

# In this order a right is looked for: the nearest to the work is the one that is written down.
ANYWHERE_BELOW = (Role.HEAD, Role.DIRECTOR, Role.ADMINISTRATOR)
IN_OWN_UNIT = (Role.TECHNICIAN, Role.HEAD, Role.DIRECTORATE_STAFF)
ACTING = (*IN_OWN_UNIT, Role.DIRECTOR, Role.ADMINISTRATOR)
SEEING = (*ACTING, Role.AUDITOR)


class Spot(NamedTuple):
    """A prefecture and, where it is known, a site in it; named as people know them."""

    prefecture_id: int
    prefecture_name: str
    site_id: int | None = None
    site_name: str = ""


class Place(NamedTuple):
    """Where the matter is, and what decided it."""

    prefecture_id: int
    site_id: int | None
    basis: Basis


def priority_of(impact: str, urgency: str) -> Priority:
    """How soon a ticket is taken up, from whom it hinders and how much."""
    return Priority(MATRIX[Impact(impact)][list(Urgency).index(Urgency(urgency))])


def late_at(counted_from: datetime, hours: int) -> datetime:
    """From when a ticket counts as late; hours by the clock on the wall."""
    return counted_from + timedelta(hours=hours)


def is_late(state: str, late_from: datetime | None, now: datetime) -> bool:
    """Whether an open ticket is open for longer than the goal of its priority."""
    return state in OPEN and late_from is not None and late_from <= now


def counted_again_from(counted_from: datetime, rested_at: datetime, now: datetime) -> datetime:
    """The start of the count of a reopened ticket: the time it rested does not count."""
    return counted_from + max(now - rested_at, timedelta())


def place_of(*, site: Spot | None, prefecture: Spot | None, requester: Spot | None) -> Place:
    """Where the matter is: the place of the thing decides, then that of the requester (S6).

    Refuses a site that is not in the prefecture named, and a matter that has no place at all.
    """
    if site and prefecture and site.prefecture_id != prefecture.prefecture_id:
        words = _("%(site)s is in %(its)s, not in %(named)s. Correct one of the two.") % {
            "site": site.site_name,
            "its": site.prefecture_name,
            "named": prefecture.prefecture_name,
        }
        raise Invalid({"site": words, "prefecture": words})
    if site:
        return Place(site.prefecture_id, site.site_id, Basis.SITE)
    if prefecture:
        return Place(prefecture.prefecture_id, None, Basis.PREFECTURE)
    if requester:
        return Place(requester.prefecture_id, requester.site_id, Basis.REQUESTER)
    raise Invalid({"prefecture": _("Say where it is: choose a prefecture or a site.")})


def capacity_in(viewer: Viewer, unit_id: int) -> str:
    """The role by which somebody may work for a unit; empty when there is none.

    Staff of the Directorate see all units below it, but work in their own.
    """
    for role in ACTING:
        units = viewer.units_as if role in ANYWHERE_BELOW else viewer.posts_as
        if unit_id in units(role):
            return role
    return ""


def units_worked_by(viewer: Viewer) -> frozenset[int]:
    """The units whose tickets somebody may work on."""
    return viewer.posts_as(*IN_OWN_UNIT) | viewer.units_as(*ANYWHERE_BELOW)


def units_seen_by(viewer: Viewer) -> frozenset[int]:
    """The units whose tickets somebody may read in full."""
    return viewer.units_as(*SEEING)


def parties_of(
    viewer: Viewer, *, requester_id: int | None, unit_id: int, with_unit_id: int
) -> dict[Party, str]:
    """On which sides of a ticket somebody may act, and by which role on each."""
    found: dict[Party, str] = {}
    if requester_id is not None and requester_id == viewer.person_id:
        found[Party.REQUESTER] = Party.REQUESTER.value
    if role := capacity_in(viewer, unit_id):
        found[Party.UNIT] = role
    if with_unit_id != unit_id and (role := capacity_in(viewer, with_unit_id)):
        found[Party.ASKED] = role
    return found


def party_for(act: Act, parties: Collection[Party]) -> Party | None:
    """On which side the act is done; None when it is not theirs to do."""
    return next((party for party in WHO[act] if party in parties), None)


def next_state(act: Act, state: str, *, is_assigned: bool) -> State | None:
    """Where the act leads; None when it cannot be done now."""
    leads = LEADS[act].get(State(state))
    if leads is None:
        return None
    if leads == STAYS:
        return State(state)
    if leads == WORK:
        return State.ASSIGNED if is_assigned else State.NEW
    return State(leads)


def what_can_be_done(act: Act, state: str) -> Promise:
    """What to do instead of an act that cannot be done now, in words."""
    if act in ONLY_WHILE_REFERRED and state in (*_IN_HAND, State.SOLVED):
        return NOT_REFERRED
    if act is Act.REOPEN and state in OPEN:
        return NOT_ANSWERED_YET
    return INSTEAD[State(state)]


def acts_in(state: str, parties: Collection[Party]) -> frozenset[Act]:
    """All that these parties may do in a state."""
    return frozenset(
        act for act in Act if state in LEADS[act] and party_for(act, parties) is not None
    )

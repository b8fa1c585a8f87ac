"""Which acts lead where, and whose they are."""

from collections.abc import Collection, Iterable
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.servicedesk.terms import OPEN, Act, Party, State

P, S = Party, State
WHO: dict[Act, tuple[Party, ...]] = {
    Act.TAKE: (P.UNIT,),
    Act.ASSIGN: (P.UNIT,),
    Act.REPLY: (P.UNIT, P.ASKED),
    Act.ASK: (P.UNIT, P.ASKED),
    Act.ANSWER: (P.REQUESTER,),
    Act.NOTE: (P.UNIT, P.ASKED),
    Act.PRIORITY: (P.UNIT, P.ASKED),
    Act.EDIT: (P.UNIT, P.REQUESTER),
    Act.REFER: (P.UNIT,),
    Act.ACCEPT: (P.ASKED,),
    Act.RETURN: (P.ASKED,),
    Act.HAND_BACK: (P.ASKED,),
    Act.RECALL: (P.UNIT,),
    Act.MOVE: (P.UNIT,),
    Act.RESOLVE: (P.UNIT,),
    Act.CONFIRM: (P.REQUESTER,),
    Act.REOPEN: (P.REQUESTER, P.UNIT),
    Act.LINK: (P.UNIT, P.ASKED),
    Act.CATEGORISE: (P.UNIT, P.ASKED),
    Act.EQUIP: (P.UNIT, P.ASKED),
    Act.TASKS: (P.UNIT, P.ASKED),
    Act.TIME: (P.UNIT, P.ASKED),
    Act.WATCHERS: (P.UNIT, P.ASKED, P.REQUESTER),
    Act.ASK_APPROVAL: (P.UNIT, P.ASKED),
    Act.MERGE: (P.UNIT,),
    Act.UNMERGE: (P.UNIT,),
    Act.SPLIT: (P.UNIT,),
    Act.WITHDRAW_APPROVAL: (P.UNIT, P.ASKED),
}
STAYS = "stays"  # the act leaves the state as it is
WORK = "work"  # back to the unit's work: assigned when somebody has it, else new
_IN_HAND = (S.NEW, S.ASSIGNED, S.WAITING, S.RETURNED)
_NOT_CLOSED = (*OPEN, S.SOLVED)
_WRITABLE = (*_NOT_CLOSED, S.MERGED)  # what is merged is written on where it was addressed


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
    Act.REPLY: _from(_WRITABLE, STAYS),
    Act.ASK: {**_from(_IN_HAND, S.WAITING), S.REFERRED: STAYS},
    Act.ANSWER: {**_from(_WRITABLE, STAYS), S.WAITING: WORK},
    Act.NOTE: _from(_WRITABLE, STAYS),
    Act.PRIORITY: _from(OPEN, STAYS),
    Act.EDIT: _from(_NOT_CLOSED, STAYS),
    Act.REFER: _from(_IN_HAND, S.REFERRED),
    Act.ACCEPT: {S.REFERRED: STAYS},
    Act.RETURN: {S.REFERRED: S.RETURNED},
    Act.HAND_BACK: {S.REFERRED: S.RETURNED},
    Act.RECALL: {S.REFERRED: WORK},
    Act.MOVE: _from(_IN_HAND, S.NEW),
    Act.RESOLVE: _from(_IN_HAND, S.SOLVED),
    Act.CONFIRM: _from(_NOT_CLOSED, S.CLOSED),
    Act.REOPEN: _from((S.SOLVED, S.CLOSED), WORK),
    Act.LINK: _from(S, STAYS),
    Act.CATEGORISE: _from(_NOT_CLOSED, STAYS),
    Act.EQUIP: _from(_NOT_CLOSED, STAYS),
    Act.TASKS: _from(_WRITABLE, STAYS),
    Act.TIME: _from(S, STAYS),  # it is often written down when all is over
    Act.WATCHERS: _from(S, STAYS),
    Act.ASK_APPROVAL: _from(OPEN, STAYS),
    Act.MERGE: _from(_IN_HAND, S.MERGED),
    Act.SPLIT: _from(_NOT_CLOSED, STAYS),
    Act.UNMERGE: {S.MERGED: STAYS},  # where to, the merging itself remembers
    Act.WITHDRAW_APPROVAL: _from(S, STAYS),
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
    S.MERGED: _("The ticket is merged with another one: work there, or undo the merging first."),
}
NOT_REFERRED = _("The ticket is not referred now, so there is nothing to accept or hand back.")
NOT_ANSWERED_YET = _("The ticket is not solved yet, so there is nothing to reopen.")
NOT_MERGED = _("The ticket is not merged with another one.")
ONLY_WHILE_REFERRED = (Act.ACCEPT, Act.RETURN, Act.HAND_BACK, Act.RECALL)


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
    if act is Act.UNMERGE:
        return NOT_MERGED
    if act is Act.REOPEN and state in OPEN:
        return NOT_ANSWERED_YET
    return INSTEAD[State(state)]


def acts_in(state: str, parties: Collection[Party]) -> frozenset[Act]:
    """All that these parties may do in a state."""
    return _acts_in(state, frozenset(parties))


@cache  # eight states, and what three sides make together
def _acts_in(state: str, parties: frozenset[Party]) -> frozenset[Act]:
    return frozenset(
        act
        for act in Act
        if state in LEADS[act]
        and (party := party_for(act, parties)) is not None
        and not (act is Act.EDIT and party is P.REQUESTER and state != S.NEW)
    )

"""Where a change goes from where, and what stands still meanwhile."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from pindos.changes.terms import Act, Kind, State

ANYWHERE = {state: state for state in State}
BEFORE = (State.DRAFT, State.ASKED, State.APPROVED, State.REFUSED)
AFTERWARDS = {state: state for state in (State.IN_WORK, State.DONE, State.BACKED_OUT)}

LEADS: dict[Act, dict[State, State]] = {
    Act.EDIT: {state: state for state in (*BEFORE, State.IN_WORK)},
    Act.ASK: {State.DRAFT: State.ASKED, State.REFUSED: State.ASKED},
    Act.WITHDRAW: {State.ASKED: State.DRAFT},
    Act.APPROVE: {State.ASKED: State.APPROVED},
    Act.REFUSE: {State.ASKED: State.REFUSED},
    Act.RESCHEDULE: {State.APPROVED: State.APPROVED, State.BACKED_OUT: State.DRAFT},
    Act.START: {State.APPROVED: State.IN_WORK},
    Act.FINISH: {State.IN_WORK: State.DONE},
    Act.BACK_OUT: {State.IN_WORK: State.BACKED_OUT},
    Act.CANCEL: dict.fromkeys(BEFORE, State.CANCELLED),
    Act.REVIEW: {State.DONE: State.REVIEWED, State.BACKED_OUT: State.REVIEWED},
    Act.NOTE: ANYWHERE,
    Act.LINK: ANYWHERE,
}
# An emergency begins without a word of the head, who says it while it is under way or after it.
EMERGENCY: dict[Act, dict[State, State]] = {
    Act.START: dict.fromkeys((State.DRAFT, State.ASKED, State.APPROVED), State.IN_WORK),
    Act.ASK: {**LEADS[Act.ASK], **AFTERWARDS},
    Act.APPROVE: {**LEADS[Act.APPROVE], **AFTERWARDS, State.REVIEWED: State.REVIEWED},
    Act.REFUSE: {**LEADS[Act.REFUSE], **AFTERWARDS, State.REVIEWED: State.REVIEWED},
}
STANDARD: dict[Act, dict[State, State]] = {
    Act.ASK: {State.DRAFT: State.APPROVED, State.REFUSED: State.APPROVED},
}
OF_KIND = {Kind.EMERGENCY: EMERGENCY, Kind.STANDARD: STANDARD}

# What approval goes by: it changes no more once somebody was asked.
MATERIAL = frozenset(
    {
        "kind",
        "plan",
        "back_out",
        "scale",
        "undo",
        "starts_at",
        "ends_at",
        "service",
        "downtime",
        "units",
        "sites",
        "assets",
    }
)
OPEN_TO_CHANGE = (State.DRAFT, State.REFUSED)


def next_state(act: Act, state: str, kind: str) -> State | None:
    """The state that an act leads to; None when it cannot be done now."""
    ways = OF_KIND.get(Kind(kind), {}).get(act, LEADS[act])
    return ways.get(State(state))


def acts_in(state: str, kind: str) -> frozenset[Act]:
    """All that can be done in a state, whoever does it."""
    return frozenset(act for act in Act if next_state(act, state, kind) is not None)


def fixed_in(state: str, fields: Collection[str]) -> list[str]:
    """Those of the fields that stand still in a state, by name."""
    return [] if state in OPEN_TO_CHANGE else sorted(MATERIAL.intersection(fields))


def why_not(act: Act, state: str) -> str:
    """Why an act cannot be done now, and what can be done instead."""
    label = State(state).label
    words = {
        Act.START: _("Only what is approved is begun; this stands at: %(state)s. Ask first."),
        Act.APPROVE: _("Nothing waits for approval here; it stands at: %(state)s."),
        Act.REFUSE: _("Nothing waits for approval here; it stands at: %(state)s."),
        Act.CANCEL: _("What has begun is not called off, it is backed out. State: %(state)s."),
        Act.REVIEW: _("Only what is over is reviewed, and once; it stands at: %(state)s."),
    }
    other = _("This cannot be done now; it stands at: %(state)s.")
    return words.get(act, other) % {"state": label}

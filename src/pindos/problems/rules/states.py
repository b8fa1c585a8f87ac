"""How a problem goes on: opened, investigated, a known error, resolved, closed."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.problems.terms import OPEN, PUBLISHED, Act
from pindos.problems.terms import State as S

STAYS = "stays"  # the act leaves the state as it is
BACK = "back"  # to where it was known best: a known error, else to the investigation
_LIVING = (*OPEN, S.RESOLVED)


def _from(states: Iterable[S], leads: str) -> dict[S, str]:
    return dict.fromkeys(states, leads)


LEADS: dict[Act, dict[S, str]] = {
    Act.EDIT: _from(_LIVING, STAYS),
    Act.LINK: _from(_LIVING, STAYS),
    Act.UNLINK: _from(_LIVING, STAYS),
    Act.NOTE: _from(S, STAYS),
    Act.INVESTIGATE: _from((S.OPENED, S.KNOWN), S.INVESTIGATING),
    Act.PUBLISH: _from((S.OPENED, S.INVESTIGATING), S.KNOWN),
    Act.RESOLVE: _from(OPEN, S.RESOLVED),
    Act.CLOSE: {S.RESOLVED: S.CLOSED},
    Act.REOPEN: _from((S.RESOLVED, S.CLOSED, S.CANCELLED), BACK),
    Act.CANCEL: _from(OPEN, S.CANCELLED),
    Act.OFFER: _from(OPEN, STAYS),
    Act.ACCEPT: _from(OPEN, STAYS),
    Act.DECLINE: _from(OPEN, STAYS),
    Act.RECALL: _from(OPEN, STAYS),
}
INSTEAD: dict[S, Promise] = {
    S.OPENED: _("The problem is open: it can be investigated, published, resolved or cancelled."),
    S.INVESTIGATING: _(
        "The problem is under investigation: it can be published, resolved or cancelled."
    ),
    S.KNOWN: _("It is a known error: it can be resolved, cancelled or investigated again."),
    S.RESOLVED: _("The problem is resolved: close it, or reopen it first."),
    S.CLOSED: _("The problem is closed: reopen it first."),
    S.CANCELLED: _("The problem is cancelled: reopen it first."),
}


def next_state(act: Act, state: str, *, was_known: bool) -> S | None:
    """Where the act leads; None when it cannot be done now.

    ``was_known``: it had become a known error and nobody has taken that back.
    """
    leads = LEADS[act].get(S(state))
    if leads is None:
        return None
    if leads == STAYS:
        return S(state)
    if leads == BACK:
        return S.KNOWN if was_known else S.INVESTIGATING
    return S(leads)


def acts_in(state: str) -> frozenset[Act]:
    """All that can be done in a state, by whoever may."""
    return frozenset(act for act in Act if S(state) in LEADS[act])


def missing_for(
    state: str, *, is_known: bool, cause: str, workaround: str, fix: str
) -> dict[str, Promise]:
    """What must be written before a problem may stand there, by field.

    A known error without cause and workaround helps nobody; what is resolved says by what.
    """
    if is_known and not (cause or workaround):
        words = _("A known error says its cause or a workaround. Write one of them.")
        return {"workaround": words}
    if state in (S.RESOLVED, S.CLOSED) and not fix:
        return {"fix": _("Write what removed the cause.")}
    return {}


def is_published(state: str, *, was_known: bool) -> bool:
    """Whether all units of the administration read its title, cause and workaround."""
    return was_known and S(state) in PUBLISHED

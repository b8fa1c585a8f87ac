"""How an instruction goes on: a draft, published, retired and back."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.knowledge.terms import Act
from pindos.knowledge.terms import State as S

_LIVING = (S.DRAFT, S.PUBLISHED)
LEADS: dict[Act, tuple[S, ...]] = {
    Act.EDIT: _LIVING,
    Act.ATTACH: _LIVING,
    Act.DETACH: _LIVING,
    Act.BRING_BACK: _LIVING,
    Act.PUBLISH: _LIVING,
    Act.REVIEW: (S.PUBLISHED,),
    Act.RETIRE: _LIVING,
    Act.REVIVE: (S.RETIRED,),
    Act.OFFER: _LIVING,
    Act.ACCEPT: tuple(S),
    Act.DECLINE: tuple(S),
}
INSTEAD: dict[S, Promise] = {
    S.DRAFT: _("It is a draft: it can be changed, published or retired."),
    S.PUBLISHED: _("It is published: it can be changed, looked at again or retired."),
    S.RETIRED: _("It is retired: take it back into use first."),
}


def next_state(act: Act, state: str, *, was_published: bool) -> S | None:
    """Where the act leads; None when it cannot be done now.

    What was published once is published again when it comes back into use.
    """
    if S(state) not in LEADS[act]:
        return None
    if act is Act.PUBLISH:
        return S.PUBLISHED
    if act is Act.RETIRE:
        return S.RETIRED
    if act is Act.REVIVE:
        return S.PUBLISHED if was_published else S.DRAFT
    return S(state)


def acts_in(state: str) -> frozenset[Act]:
    """All that can be done in a state, by whoever may."""
    return frozenset(act for act, states in LEADS.items() if S(state) in states)

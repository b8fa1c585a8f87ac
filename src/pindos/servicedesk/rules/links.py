"""How links between tickets are kept, how they read from each side, and who solves a child."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.servicedesk.rules.states import LEADS, party_for
from pindos.servicedesk.terms import Act, LinkKind, Party, State, Tie

MOST_GENERATIONS = 10
FROM_THE_FIRST = {
    LinkKind.RELATED: Tie.RELATED,
    LinkKind.DUPLICATES: Tie.DUPLICATES,
    LinkKind.BLOCKS: Tie.BLOCKS,
    LinkKind.PARENT: Tie.CHILD,
}
FROM_THE_SECOND = {
    LinkKind.RELATED: Tie.RELATED,
    LinkKind.DUPLICATES: Tie.DUPLICATED,
    LinkKind.BLOCKS: Tie.BLOCKED,
    LinkKind.PARENT: Tie.PARENT,
}
OPPOSITE = {FROM_THE_FIRST[kind]: FROM_THE_SECOND[kind] for kind in LinkKind} | {
    FROM_THE_SECOND[kind]: FROM_THE_FIRST[kind] for kind in LinkKind
}
AT_THE_DIRECTORATE = _("It is at the Directorate: it is solved when it comes back.")
NOT_YOURS = _("Another unit answers for it.")
NOT_SOLVED = _("It is not solved, so there is nothing to reopen.")


class Stored(NamedTuple):
    """A link as its row: one row however it was entered, read from the first to the second."""

    kind: LinkKind
    first_id: int
    second_id: int


def stored(tie: Tie, ticket_id: int, other_id: int) -> Stored:
    """The row for what ``other`` is to the ticket; of two that are related the older is first."""
    for kind, seen in FROM_THE_FIRST.items():
        if seen is tie and kind is not LinkKind.RELATED:
            return Stored(kind, ticket_id, other_id)
    for kind, seen in FROM_THE_SECOND.items():
        if seen is tie and kind is not LinkKind.RELATED:
            return Stored(kind, other_id, ticket_id)
    return Stored(LinkKind.RELATED, *sorted((ticket_id, other_id)))


def tie_of(kind: str, *, is_first: bool) -> Tie:
    """What the other ticket is to the one that is looked at."""
    return (FROM_THE_FIRST if is_first else FROM_THE_SECOND)[LinkKind(kind)]


def why_left(act: Act, state: str, parties: Mapping[Party, str]) -> Promise | None:
    """Why a child is not solved (or reopened) with its parent; None when it is.

    Where it stands comes first: what is solved needs nobody's right.
    """
    if state == State.REFERRED and act is Act.RESOLVE:
        return AT_THE_DIRECTORATE
    if State(state) not in LEADS[act]:
        return NOT_SOLVED if act is Act.REOPEN else State(state).label
    if party_for(act, {party: role for party, role in parties.items() if party is Party.UNIT}):
        return None
    return NOT_YOURS

"""What somebody may do to a ticket now."""

from collections.abc import Collection

from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused
from pindos.organisation.queries import Competent, competent_unit
from pindos.organisation.terms import Competence
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.options import REOPEN_DAYS
from pindos.servicedesk.queries.tickets import leg_open
from pindos.servicedesk.rules import acts_in, is_too_late_to_reopen, parties_of
from pindos.servicedesk.terms import Act, Party, State


def acts_open_to(viewer: Viewer, ticket: Ticket) -> frozenset[str]:
    """The verbs of what the viewer may do to the ticket now, as values of Act.

    A page shows exactly these. ``reply`` covers the requester's answer; ``ask`` is there where a
    reply may also wait for one. What would change nothing (taking what one has) is left out.
    """
    parties = parties_of(
        viewer,
        requester_id=ticket.requester_id,
        unit_id=ticket.unit_id,
        with_unit_id=ticket.with_unit_id,
    )
    acts = set(acts_in(ticket.state, parties))
    if Act.ANSWER in acts:
        acts -= {Act.ANSWER}
        acts |= {Act.REPLY}
    if Act.REOPEN in acts and _is_too_late(ticket, parties):
        acts -= {Act.REOPEN}
    if Act.TAKE in acts and _has_it(viewer, ticket):
        acts -= {Act.TAKE}
    if Act.ACCEPT in acts and _owns_the_leg(viewer, ticket):
        acts -= {Act.ACCEPT}
    if Act.REFER in acts and referral_unit(ticket) is None:
        acts -= {Act.REFER}
    return frozenset(act.value for act in acts)


def referral_unit(ticket: Ticket) -> Competent | None:
    """Who would get it by a referral, and why (S14); None when its unit is the one, or nobody."""
    try:
        asked = competent_unit(Competence.RECEIVE_REFERRALS, ticket.prefecture_id)
    except Refused:
        return None
    return None if asked.unit_id == ticket.unit_id else asked


def _is_too_late(ticket: Ticket, parties: Collection[Party]) -> bool:
    return is_too_late_to_reopen(parties, ticket.closed_at, timezone.now(), REOPEN_DAYS.now())


def unit_competent_for(competence: str, prefecture_id: int) -> Competent:
    """Who answers for a competence there; where nobody does, whoever supports the users (S9)."""
    if competence != Competence.SUPPORT_USERS:
        try:
            return competent_unit(competence, prefecture_id)
        except Refused:
            pass
    return competent_unit(Competence.SUPPORT_USERS, prefecture_id)


def unit_for(ticket: Ticket) -> Competent | None:
    """Who is competent for the ticket's category at its place; None without a category."""
    version = ticket.category_version
    return unit_competent_at(ticket, version.content.competence) if version else None


def unit_competent_at(ticket: Ticket, competence: str) -> Competent | None:
    """Who answers for a competence at the ticket's place; None when nobody does."""
    try:
        return unit_competent_for(competence, ticket.prefecture_id)
    except Refused:
        return None


def _has_it(viewer: Viewer, ticket: Ticket) -> bool:
    return ticket.assignee_id == viewer.person_id and ticket.state != State.RETURNED


def _owns_the_leg(viewer: Viewer, ticket: Ticket) -> bool:
    leg = leg_open(ticket)
    return leg is not None and leg.accepted_at is not None and leg.owner_id == viewer.person_id

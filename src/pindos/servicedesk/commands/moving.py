"""Moving a ticket that went to the wrong unit. It is no referral: the promise changes hands."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.organisation.queries import (
    prefecture_facts,
    unit_named,
    units_that_support,
)
from pindos.servicedesk.commands.routing import route, why
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.turn import Turn
from pindos.servicedesk.events import TicketMoved
from pindos.servicedesk.models import Move, Ticket
from pindos.servicedesk.queries import unit_for
from pindos.servicedesk.terms import LEAST_SAID, Act, Basis, Step


@transaction.atomic
def move_ticket(
    *,
    viewer: Viewer,
    ticket_id: int,
    reason: str,
    unit: str = "",
    prefecture: str = "",
    site: str | int = "",
    version: int | None = None,
) -> Ticket:
    """Give a mis-routed ticket to the unit named, or to the one competent at the right place.

    Its number stays, nobody has it, it is new; the unit that had it reads it on. Refuses one that
    is at the Directorate (recall it first), and the unit that has it already.
    """
    sent = Sent()
    reason = sent.text("reason", reason, least=LEAST_SAID)
    sent.check()
    turn = Turn(viewer, ticket_id, Act.MOVE)
    ticket = turn.ticket
    after = turn.go(version)
    from_unit_id = ticket.unit_id
    if prefecture or site:
        facts = _to_place(ticket, prefecture, site, unit)
    else:
        facts = _to_unit(ticket, unit)
    if ticket.unit_id == from_unit_id:
        raise Refused(_("The ticket is with this unit already. Choose another one."))
    ticket.with_unit_id, ticket.assignee_id = ticket.unit_id, None
    turn.enter(after)
    Move.objects.create(
        ticket=ticket, from_unit_id=from_unit_id, to_unit_id=ticket.unit_id, at=turn.now
    )
    entry_id = turn.step(Step.MOVED, **{**facts, "from_unit": from_unit_id, "reason": reason})
    return turn.say(
        TicketMoved, entry_id=entry_id, other_unit_id=from_unit_id, from_unit_id=from_unit_id
    )


def _to_place(ticket: Ticket, prefecture: str, site: str | int, unit: str) -> dict[str, object]:
    """To the unit that is competent where the thing really is."""
    found = route(prefecture=prefecture, site=site, requester=None)
    if unit and unit_named(unit).id != found.unit.unit_id:
        words = _("There %(unit)s is competent. Name the place or the unit, not both.") % {
            "unit": found.unit.unit_key
        }
        raise Invalid({"unit": words})
    ticket.prefecture_id, ticket.site_id = found.place.prefecture_id, found.place.site_id
    ticket.unit_id = found.unit.unit_id
    return why(found)


def _to_unit(ticket: Ticket, key: str) -> dict[str, object]:
    """To the unit named; that of another prefecture is competent there only, so the thing is."""
    if not key:
        raise Invalid({"unit": _("Say where it belongs: choose a unit or a place.")})
    unit = unit_named(key)
    if not _fits(ticket, unit.id):
        words = _("Tickets cannot be moved to this unit. Choose one that supports users.")
        raise Invalid({"unit": words})
    if unit.prefecture_id is not None and unit.prefecture_id != ticket.prefecture_id:
        ticket.prefecture_id, ticket.site_id = unit.prefecture_id, None
    ticket.unit_id = unit.id
    return {"unit": unit.id, "basis": Basis.UNIT}


def units_open_to(prefecture_id: int) -> set[int]:
    """The units to which any ticket of this prefecture can be moved."""
    administration_id = prefecture_facts(prefecture_id).administration_id
    return {unit.id for unit in units_that_support(administration_id)}


def _fits(ticket: Ticket, unit_id: int) -> bool:
    """Whether a unit takes tickets of this place, or is competent for this one's category."""
    competent = unit_for(ticket)
    is_competent = competent is not None and competent.unit_id == unit_id
    return is_competent or unit_id in units_open_to(ticket.prefecture_id)

"""Which equipment a ticket is about."""

from django.db import transaction

from pindos.inventory.queries import asset_named
from pindos.kernel.access import Viewer
from pindos.servicedesk.commands.turn import Turn
from pindos.servicedesk.events import TicketEquipped
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.terms import Act, Step


@transaction.atomic
def equip_ticket(
    *, viewer: Viewer, ticket_id: int, asset: str = "", version: int | None = None
) -> Ticket:
    """Say which equipment it is about, by inventory or serial number; nothing takes it away.

    Refuses a number that no equipment has which the viewer may see.
    """
    turn = Turn(viewer, ticket_id, Act.EQUIP)
    found = asset_named(viewer, asset) if asset.strip() else None
    turn.go(version)
    ticket = turn.ticket
    asset_id = found.pk if found else None
    if asset_id == ticket.asset_id:
        return ticket
    ticket.asset_id = asset_id
    entry_id = turn.step_inside(Step.EQUIPPED, tag=found.tag if found else "")
    return turn.say(TicketEquipped, entry_id=entry_id, asset_id=asset_id)

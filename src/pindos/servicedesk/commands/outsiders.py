"""Taking somebody who is not in the register off a ticket, and putting them back.

What they write later waits for a person, as of anybody who has no part in a ticket; whoever puts
that message onto the ticket puts its sender back, too.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Refused
from pindos.mail.commands import hush_sender, unhush_sender
from pindos.servicedesk.commands.turn import Turn
from pindos.servicedesk.events import OutsiderAdded, OutsiderRemoved
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.outsiders import outsiders_on
from pindos.servicedesk.terms import ABOUT, Act, Party, Step


@transaction.atomic
def remove_outsider(*, viewer: Viewer, ticket_id: int, address: str) -> Ticket:
    """Let an address outside the register hear of it no more; for those who work on it."""
    turn, found = _turn(viewer, ticket_id, address)
    if found not in _on(turn, is_quiet=False):
        raise Refused(_("This address does not hear of it any more."))
    hush_sender(about=f"{ABOUT}:{turn.ticket.pk}", address=found)
    return turn.say(
        OutsiderRemoved,
        entry_id=turn.step_inside(Step.OUTSIDER_REMOVED, address=found),
        changes={"outsider": (found, None)},
    )


@transaction.atomic
def add_outsider(*, viewer: Viewer, ticket_id: int, address: str) -> Ticket:
    """Let one who was taken off hear of it again; nobody else comes onto it this way."""
    turn, found = _turn(viewer, ticket_id, address)
    if found not in _on(turn, is_quiet=True):
        raise Refused(_("Only an address that was taken off can be put back."))
    unhush_sender(about=f"{ABOUT}:{turn.ticket.pk}", address=found)
    return turn.say(
        OutsiderAdded,
        entry_id=turn.step_inside(Step.OUTSIDER_ADDED, address=found),
        changes={"outsider": (None, found)},
    )


def _turn(viewer: Viewer, ticket_id: int, address: str) -> tuple[Turn, str]:
    turn = Turn(viewer, ticket_id, Act.WATCHERS)
    turn.go(None)
    if turn.party is Party.REQUESTER:
        raise Forbidden(_("Only those who work on the ticket decide who outside hears of it."))
    return turn, address.strip().casefold()


def _on(turn: Turn, *, is_quiet: bool) -> set[str]:
    shown = outsiders_on(turn.viewer, turn.ticket)
    return {each.address for each in shown if (each.quiet_since is not None) is is_quiet}

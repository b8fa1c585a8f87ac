"""What rules may ask of a message, kept with the ticket onto which it came."""

from datetime import datetime

from pindos.kernel.inserting import insert_one
from pindos.kernel.updating import update_one
from pindos.servicedesk.models import Mailed, Ticket
from pindos.servicedesk.queries.mailing import Letter
from pindos.servicedesk.rules.mailing import proofs_of

MOST = 800  # characters of addresses


def note_mailed(letter: Letter, ticket_id: int) -> None:
    """Keep from which domain it came, to whom, and what the receiving server found."""
    row = Mailed(
        ticket_id=ticket_id,
        at=letter.at,
        domain=letter.read.sender.address.rpartition("@")[2].casefold()[:250],
        written_to=_written_to(letter),
        **proofs_of(letter.read.authentication),
    )
    insert_one(row)
    update_one(Ticket(pk=ticket_id, mailed=row), ["mailed_id"])


def mailed_at(ticket_id: int, at: datetime) -> int | None:
    """Which message was the last on it at a moment."""
    rows = Mailed.objects.filter(ticket=ticket_id, at__lte=at).order_by("-at", "-id")
    return rows.values_list("pk", flat=True).first()


def _written_to(letter: Letter) -> str:
    """The mailbox that it came to, and whoever else its head names, once each."""
    mailbox, read = letter.kept.row.mailbox, letter.read
    named = (*read.delivered_to, *read.to, *read.cc)
    found = [mailbox.address if mailbox else "", *(each.address for each in named)]
    return ", ".join(dict.fromkeys(each.casefold() for each in found if each))[:MOST]

"""What rules may ask of a message, kept with the ticket onto which it came."""

from datetime import datetime

from pindos.kernel.rows import new
from pindos.kernel.updating import update_one
from pindos.servicedesk.models import Mailed, Ticket
from pindos.servicedesk.queries.mailing import Letter
from pindos.servicedesk.rules.mailing import proofs_of

MOST = 800  # characters of addresses


def mailed_onto(letter: Letter, ticket_id: int) -> Mailed:
    """The row of a message: from which domain, to whom, and what the receiving server found.

    Whoever has written it says so to the ticket (``note_mailed``).
    """
    return new(
        Mailed,
        ticket_id=ticket_id,
        at=letter.at,
        domain=letter.read.sender.address.rpartition("@")[2].casefold()[:250],
        written_to=_written_to(letter),
        **proofs_of(letter.read.authentication),
    )


def note_mailed(row: Mailed) -> None:
    """The ticket bears which message was the last on it."""
    update_one(new(Ticket, id=row.ticket_id, mailed_id=row.pk), ["mailed_id"])


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

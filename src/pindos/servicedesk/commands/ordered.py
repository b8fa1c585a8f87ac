"""Carrying out what a technician orders by mail: each by its own command, with its rights."""

from collections.abc import Sequence
from typing import NoReturn

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused
from pindos.servicedesk.commands.closing import resolve_ticket
from pindos.servicedesk.commands.efforts import spend_time
from pindos.servicedesk.commands.working import note_ticket, reply_to_ticket, take_ticket
from pindos.servicedesk.rules.orders import Order, Ordered

Files = Sequence["UploadedFile[bytes]"]


class BadOrder(Refused):
    """A line that begins as an order and is none; nothing of the message was carried out."""


def refuse_orders(text: str) -> NoReturn:
    """Of somebody who works on the ticket, but whose orders are not believed.

    As a plain reply the words would go to whoever asked, who should not read a note.
    """
    words = _(
        "«%(line)s» is not carried out by mail: orders are switched off, or the mail server does "
        "not vouch for the sender. Nothing was written onto the ticket; do it on its page."
    )
    raise BadOrder(words % {"line": text.lstrip().partition("\n")[0][:100]})


@transaction.atomic
def carry_out_orders(
    *,
    viewer: Viewer,
    ticket_id: int,
    ordered: Ordered,
    files: Files = (),
) -> None:
    """Do what the first lines say, then write the words below as they are meant; all or nothing.

    Refuses lines that are no orders (BadOrder), and whatever the commands themselves refuse.
    """
    if ordered.unknown:
        words = _(
            "This is no order that is known: %(line)s. Nothing was carried out. There are: "
            "#solved, #ask, #note, #take, #time 30; one of the first three in a message, and at "
            "most five in all."
        )
        raise BadOrder(words % {"line": ", ".join(ordered.unknown)[:200]})
    for order, more in ordered.orders:
        if order is Order.TAKE:
            take_ticket(viewer=viewer, ticket_id=ticket_id)
        elif order is Order.TIME:
            spend_time(viewer=viewer, ticket_id=ticket_id, spent=more)
    _write(viewer, ticket_id, ordered, files)


def _write(viewer: Viewer, ticket_id: int, ordered: Ordered, files: Files) -> None:
    text = ordered.text
    if ordered.as_what is Order.SOLVE:
        resolve_ticket(viewer=viewer, ticket_id=ticket_id, answer=text)
        text = ""
    if ordered.as_what is Order.NOTE:
        note_ticket(viewer=viewer, ticket_id=ticket_id, text=text, files=files)
    elif text or files:
        asks = ordered.as_what is Order.ASK
        reply_to_ticket(viewer=viewer, ticket_id=ticket_id, text=text, asks=asks, files=files)

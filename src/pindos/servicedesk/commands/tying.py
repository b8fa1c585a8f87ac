"""What a ticket's timeline says of the problems and the planned work that it belongs to."""

from collections.abc import Collection

from pindos.records.commands import add_entry
from pindos.records.terms import Author, EntryKind
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.terms import Step


def tell_tie(
    author: Author, ticket_ids: Collection[int], kind: str, thing_id: int, *, is_new: bool
) -> None:
    """A line in each ticket, for the units only, within the act of the room that owns the thing.

    It names the thing by kind and id: who may not read the thing is not told the line.
    """
    rows = Ticket.objects.filter(pk__in=ticket_ids).order_by("pk")
    for record_id in rows.values_list("record_id", flat=True):
        add_entry(
            record_id=record_id,
            kind=EntryKind.STEP,
            author=author,
            is_internal=True,
            step=Step.TIED if is_new else Step.UNTIED,
            facts={"kind": kind, "thing": thing_id},
        )

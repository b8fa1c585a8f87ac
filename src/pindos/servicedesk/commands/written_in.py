"""What comes onto a ticket from outside its pages: a message, a word of thanks, a failure."""

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Forbidden, NotFound
from pindos.organisation.queries import PersonFacts
from pindos.records.commands import add_entry
from pindos.records.queries import outline_of
from pindos.records.terms import Author, EntryKind, Sight
from pindos.servicedesk.commands.finding import keep_found
from pindos.servicedesk.commands.ordered import carry_out_orders, refuse_orders
from pindos.servicedesk.commands.turn import (
    NO_MORE,
    Changes,
    leads_to,
    right_to,
    save_changes,
    say,
    values,
)
from pindos.servicedesk.commands.working import reply_to_ticket
from pindos.servicedesk.events import TicketMailed, TicketReplied
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import tickets_for
from pindos.servicedesk.rules import parties_of
from pindos.servicedesk.rules.orders import ordered_in
from pindos.servicedesk.terms import Act, Party, Step

WORKING = frozenset({Party.UNIT, Party.ASKED})
UploadedFiles = Sequence["UploadedFile[bytes]"]


@transaction.atomic
def write_in(
    *,
    viewer: Viewer,
    ticket_id: int,
    person: PersonFacts | None,
    text: str,
    files: UploadedFiles = (),
    is_thanks: bool = False,
    may_order: bool = False,
) -> int:
    """Write a message of somebody who takes part onto a ticket; the id of its entry.

    Whoever asked, and who works on it, reply as on its page: a question that waits is answered.
    Anybody else who takes part only writes. Thanks change nothing and wake nobody. With
    ``may_order`` the first lines of whoever works on it may say what is to be done with it;
    without it such lines are refused (BadOrder): what was meant as a note reaches nobody.
    """
    ticket = Ticket.objects.select_for_update().get(pk=ticket_id)
    parties = _parties(viewer, ticket)
    if not is_thanks and parties & {Party.REQUESTER, *WORKING}:
        ordered = ordered_in(text if parties & WORKING else "")
        if ordered.orders and not may_order:
            refuse_orders(text)
        if may_order and (ordered.orders or ordered.unknown):
            carry_out_orders(viewer=viewer, ticket_id=ticket.pk, ordered=ordered, files=files)
        else:
            reply_to_ticket(viewer=viewer, ticket_id=ticket.pk, text=text, files=files)
        return outline_of([ticket.record_id], Sight.ALL)[-1].id
    author = Author(person.id, person.name, person.service) if person else Author(None, "", "")
    entry_id = _entry(ticket, author, text, files)
    if is_thanks:
        _say_mailed(ticket, viewer, entry_id)
    else:
        _say_replied(ticket, viewer, "", entry_id)
    return entry_id


@transaction.atomic
def answer_from_outside(
    *, ticket_id: int, name: str, text: str, files: UploadedFiles = (), is_thanks: bool = False
) -> int:
    """Write a message of whoever asked without being in the register; the id of its entry.

    A ticket that waits for their answer is worked on again. Thanks change nothing.
    """
    ticket = Ticket.objects.select_for_update().get(pk=ticket_id)
    before = values(ticket)
    after = ticket.state if is_thanks else leads_to(ticket, Act.ANSWER)
    if after != ticket.state:
        ticket.state, ticket.state_since = after, timezone.now()
    entry_id = _entry(ticket, Author(None, name, ""), text, files)
    changed = save_changes(ticket, before)
    if is_thanks:
        _say_mailed(ticket, HOUSE, entry_id)
    else:
        _say_replied(ticket, HOUSE, "", entry_id, changed)
    return entry_id


@transaction.atomic
def put_on_ticket(
    *, viewer: Viewer, ticket_id: int, author: Author, text: str, files: UploadedFiles = ()
) -> int:
    """As somebody who works on it, put a message that was held onto a ticket; its entry's id."""
    ticket = tickets_for(viewer).select_for_update(of=("self",)).filter(pk=ticket_id).first()
    if ticket is None:
        raise NotFound
    _party, capacity = right_to(viewer, ticket, Act.NOTE)
    if not capacity:
        raise Forbidden(_("Only those who work on the ticket can put a message onto it."))
    entry_id = _entry(ticket, author, text, files)
    _say_replied(ticket, viewer, capacity, entry_id)
    return entry_id


@transaction.atomic
def note_undelivered(*, viewer: Viewer, ticket_id: int, address: str, words: str) -> int:
    """Note for the units that a letter about the ticket did not arrive; the id of the line."""
    ticket = Ticket.objects.select_for_update().get(pk=ticket_id)
    entry = add_entry(
        record_id=ticket.record_id,
        kind=EntryKind.STEP,
        author=Author(None, "", ""),
        is_internal=True,
        step=Step.UNDELIVERED,
        facts={"address": address, "reason": words[:500]},
    )
    _say_mailed(ticket, viewer, entry.pk, undelivered=address)
    return entry.pk


def _parties(viewer: Viewer, ticket: Ticket) -> set[str]:
    """As what somebody stands to it: whoever asked, or who works on it."""
    return set(
        parties_of(
            viewer,
            requester_id=ticket.requester_id,
            unit_id=ticket.unit_id,
            with_unit_id=ticket.with_unit_id,
        )
    )


def _entry(ticket: Ticket, author: Author, text: str, files: UploadedFiles) -> int:
    entry = add_entry(
        record_id=ticket.record_id, kind=EntryKind.REPLY, author=author, text=text, files=files
    )
    keep_found(ticket)
    return entry.pk


def _say_replied(
    ticket: Ticket, viewer: Viewer, capacity: str, entry_id: int, changed: Changes = NO_MORE
) -> None:
    """Tell of it; who asked what is merged with the ticket reads no words but the desk's."""
    say(
        TicketReplied,
        ticket,
        by=viewer,
        capacity=capacity,
        entry_id=entry_id,
        changes={"entry": (None, entry_id), **changed},
        is_by_requester=True,
    )


def _say_mailed(ticket: Ticket, viewer: Viewer, entry_id: int, undelivered: str = "") -> None:
    say(
        TicketMailed,
        ticket,
        by=viewer,
        capacity="",
        entry_id=entry_id,
        changes={"entry": (None, entry_id)},
        is_undelivered=bool(undelivered),
    )

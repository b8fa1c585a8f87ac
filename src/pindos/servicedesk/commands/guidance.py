"""Tickets and instructions: one that solved it, one that was sent, one that is written from it."""

import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Refused
from pindos.knowledge import commands as knowledge
from pindos.knowledge.queries import published_among
from pindos.knowledge.terms import TEXT_LENGTH, Place
from pindos.organisation.queries import names_of_people
from pindos.organisation.rights import units_worked_by
from pindos.records.queries import said_in
from pindos.records.terms import EntryKind
from pindos.servicedesk.commands.closing import confirm_ticket
from pindos.servicedesk.models import Guidance, Ticket
from pindos.servicedesk.queries.catalogue import caller_of, category_keys
from pindos.servicedesk.queries.tickets import ticket_by, unit_tickets_for
from pindos.servicedesk.rules.writing_down import as_steps, without_people
from pindos.servicedesk.terms import OVER, Guided

NAMED = re.compile(r"/instructions/(\d{1,12})/")


@transaction.atomic
def solve_by_instruction(
    *, viewer: Viewer, ticket_id: int, instruction_id: int, version: int | None = None
) -> Ticket:
    """Say as the requester that an instruction helped: the ticket is confirmed as solved."""
    ticket = confirm_ticket(viewer=viewer, ticket_id=ticket_id, version=version)
    knowledge.answer_instruction(
        viewer=viewer, instruction_id=instruction_id, has_helped=True, place=Place.TICKET
    )
    _tie(ticket.pk, instruction_id, Guided.SOLVED)
    return ticket


@transaction.atomic
def write_down_ticket(*, viewer: Viewer, ticket_id: int) -> int:
    """Draft an instruction from a ticket that was solved: what was asked, what helped, its
    category; the draft's id. Names, addresses and telephones give way to marks.

    It belongs to the unit of whoever writes it; only that reads it until it is published.
    """
    ticket = ticket_by(viewer, ticket_id)
    if not unit_tickets_for(viewer).filter(pk=ticket.pk).exists() or not units_worked_by(viewer):
        raise Forbidden(_("Only those who work at the desk write instructions."))
    if ticket.state not in OVER:
        raise Refused(_("The ticket is not solved yet: what helped is not known."))
    title, text = _written(ticket)
    keys = category_keys([ticket.category_id]) if ticket.category_id else {}
    row = knowledge.draft_instruction(
        viewer=viewer, title=title, text=text, categories=list(keys.values())
    )
    _tie(ticket.pk, row.pk, Guided.WRITTEN)
    return row.pk


def note_sent(*, ticket_id: int, entry_id: int) -> int:
    """Tie the published instructions that a reply names to its ticket; how many."""
    record = Ticket.objects.filter(pk=ticket_id).values_list("record_id", flat=True).first()
    texts = [each.text for each in said_in(record or 0) if each.pk == entry_id]
    named = {int(pk) for text in texts for pk in NAMED.findall(text)}
    found = published_among(named)
    for pk in found:
        _tie(ticket_id, pk, Guided.SENT)
    return len(found)


def _tie(ticket_id: int, instruction_id: int, how: Guided) -> None:
    Guidance.objects.get_or_create(
        ticket_id=ticket_id,
        instruction_id=instruction_id,
        how=how,
        defaults={"at": timezone.now()},
    )


def _written(ticket: Ticket) -> tuple[str, str]:
    """The title and the text of the draft."""
    said = said_in(ticket.record_id)
    ids = {each.author_id for each in said if each.author_id} | {ticket.requester_id or 0}
    written = [each.author_name for each in said if "rule" not in each.facts]  # by people
    names = [*names_of_people(ids).values(), *written]
    names.append(caller_of(ticket).partition(",")[0])
    asked = next((each.text for each in said if each.kind == EntryKind.OPENING), "")
    by_desk = [
        each.text
        for each in said
        if each.kind == EntryKind.REPLY and each.author_id != ticket.requester_id
    ]

    def bare(text: str) -> str:
        marks = (_("[name]"), _("[address]"), _("[telephone]"))
        return without_people(text, names, *marks)

    seen, do = _("What one sees"), _("What to do")
    steps = as_steps(bare(by_desk[-1])) if by_desk else _("1. Write the first step here.")
    text = f"## {seen}\n\n{bare(asked)}\n\n## {do}\n\n{steps}\n"
    return bare(ticket.title), text[:TEXT_LENGTH]

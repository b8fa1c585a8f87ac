"""Which instructions have to do with a ticket, and which might help."""

from typing import NamedTuple

from django.db.models import QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.traces import trace
from pindos.knowledge.queries import Suggestion, readable_by, suggested_instructions
from pindos.servicedesk.models import Guidance, Ticket
from pindos.servicedesk.queries.catalogue import names_of_categories
from pindos.servicedesk.queries.tickets import unit_tickets_for
from pindos.servicedesk.terms import Guided

MOST = 20


class Guide(NamedTuple):
    """An instruction, and what it had to do with the ticket."""

    id: int
    title: str
    how: Guided


def guidance_of(viewer: Viewer, ticket: Ticket) -> list[Guide]:
    """The instructions that solved it, were sent in it or were written from it, as far as the
    viewer reads them."""
    rows = list(Guidance.objects.filter(ticket=ticket).order_by("id")[:MOST])
    ids = [row.instruction_id for row in rows]
    titles = dict(readable_by(viewer).filter(pk__in=ids).values_list("pk", "heading"))
    return [
        Guide(row.instruction_id, titles[row.instruction_id], Guided(row.how))
        for row in rows
        if row.instruction_id in titles
    ]


def suggested_on(viewer: Viewer, ticket: Ticket) -> list[Suggestion]:
    """The likeliest instructions for what a ticket is about, by its title and its category."""
    names = names_of_categories([ticket.category_id]) if ticket.category_id else {}
    found = suggested_instructions(viewer, ticket.title)
    if found or not names:
        return found
    return suggested_instructions(viewer, next(iter(names.values())))


def tickets_of_instruction(viewer: Viewer, instruction_id: int) -> QuerySet[Ticket]:
    """The tickets that have to do with an instruction and that the viewer reads in full."""
    tied = Guidance.objects.filter(instruction=instruction_id).values("ticket")
    return unit_tickets_for(viewer).filter(pk__in=tied).order_by("-id")


trace("servicedesk.ticket", "guidance", lambda pk: Guidance.objects.filter(ticket=pk))

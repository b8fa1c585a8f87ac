"""Probable duplicates of a ticket, and what solved others like it, over HTTP."""

from ninja import Schema

from pindos.kernel.web import Request
from pindos.servicedesk.api.router import router
from pindos.servicedesk.api.told import TicketOut, ticket_out
from pindos.servicedesk.queries import probable_duplicates, solved_alike, ticket_by


class DuplicateOut(Schema):
    """A ticket of the same unit, place and hours; ``words`` of the title stand in both."""

    ticket: TicketOut
    words: int
    same_category: bool
    same_site: bool
    is_likely: bool


class SolvedOut(Schema):
    """A solved ticket like it; ``solution`` is what the person who asked was told."""

    ticket: TicketOut
    solution: str
    same_category: bool


@router.get("/tickets/{ticket}/duplicates", response=list[DuplicateOut])
def ticket_duplicates(request: Request, ticket: str) -> list[DuplicateOut]:
    """What is probably the same: of its unit and prefecture, within twelve hours of it."""
    found = probable_duplicates(request.viewer, ticket_by(request.viewer, ticket))
    return [
        DuplicateOut(
            ticket=TicketOut.model_validate(ticket_out(each.line.ticket)),
            words=each.words,
            same_category=each.has_category,
            same_site=each.has_site,
            is_likely=each.is_likely,
        )
        for each in found
    ]


@router.get("/tickets/{ticket}/alike", response=list[SolvedOut])
def ticket_alike(request: Request, ticket: str) -> list[SolvedOut]:
    """Solved ones like it, the likest first, with what solved them."""
    found = solved_alike(request.viewer, ticket_by(request.viewer, ticket))
    return [
        SolvedOut(
            ticket=TicketOut.model_validate(ticket_out(each.line.ticket)),
            solution=each.solution,
            same_category=each.has_category,
        )
        for each in found
    ]

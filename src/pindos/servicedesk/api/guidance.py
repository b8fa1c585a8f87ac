"""Instructions on tickets over HTTP."""

from django.http import HttpResponse
from ninja import Schema

from pindos.kernel.once import once
from pindos.kernel.web import Request, as_it_is
from pindos.servicedesk import commands
from pindos.servicedesk.api.acting import Key
from pindos.servicedesk.api.asked import ActIn
from pindos.servicedesk.api.router import router
from pindos.servicedesk.api.told import TicketOut, ticket_out
from pindos.servicedesk.queries import ticket_by, unit_tickets_for
from pindos.servicedesk.queries.guidance import guidance_of, suggested_on


class GuideOut(Schema):
    """An instruction of a ticket; ``how`` is solved, sent or written, empty: it may help."""

    id: int
    title: str
    how: str = ""


class SolveByInstructionIn(ActIn):
    """The instruction that helped, by its id."""

    instruction: int


class WrittenDownOut(Schema):
    """The id of the draft that was made."""

    instruction: int


@router.get("/tickets/{ticket}/instructions", response=list[GuideOut])
def ticket_instructions(request: Request, ticket: str) -> list[GuideOut]:
    """What helped, was sent or was written, for its units; then the likeliest to help."""
    viewer = request.viewer
    row = ticket_by(viewer, ticket)
    is_inside = unit_tickets_for(viewer).filter(pk=row.pk).exists()
    tied = guidance_of(viewer, row) if is_inside else []
    found = [GuideOut(id=each.id, title=each.title, how=each.how.value) for each in tied]
    return found + [GuideOut(id=each.id, title=each.title) for each in suggested_on(viewer, row)]


@router.post("/tickets/{ticket}/write-down", response={201: WrittenDownOut})
def ticket_write_down(request: Request, ticket: str, key: Key = "") -> HttpResponse:
    """Draft an instruction from what solved it."""
    viewer = request.viewer
    row = ticket_by(viewer, ticket)

    def act() -> dict[str, int]:
        return {"instruction": commands.write_down_ticket(viewer=viewer, ticket_id=row.pk)}

    made = once(viewer=viewer, key=key, asked=["write-down", row.pk], act=act)
    return as_it_is(made, 201)


@router.post("/tickets/{ticket}/solve-by-instruction", response=TicketOut)
def ticket_solve_by_instruction(
    request: Request, ticket: str, body: SolveByInstructionIn, key: Key = ""
) -> HttpResponse:
    """Say as the requester that an instruction helped; the ticket is closed."""
    viewer = request.viewer
    row = ticket_by(viewer, ticket)
    done = once(
        viewer=viewer,
        key=key,
        asked=["solve-by-instruction", row.pk, body.model_dump()],
        act=lambda: ticket_out(
            commands.solve_by_instruction(
                viewer=viewer,
                ticket_id=row.pk,
                instruction_id=body.instruction,
                version=body.version,
            )
        ),
    )
    return as_it_is(done, 200)

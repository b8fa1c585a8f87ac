"""Acting on tickets over HTTP; ``{ticket}`` is an id or a number.

A request that comes twice with one Idempotency-Key is carried out once and answered the same.
``If-Match`` with the ETag of the ticket does what ``version`` in the body does.
"""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import File, Form, Header, Schema
from ninja.files import UploadedFile

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.once import once
from pindos.kernel.web import Request, as_it_is
from pindos.organisation.queries import person_known_to
from pindos.records.commands import make_ready
from pindos.servicedesk import commands
from pindos.servicedesk.api.asked import (
    ActIn,
    AnswerIn,
    AssignIn,
    CategoriseIn,
    EditIn,
    EquipIn,
    MoveIn,
    NoteIn,
    PriorityIn,
    ReasonIn,
    ReferIn,
    ReopenIn,
    ReplyIn,
    ResolveIn,
    ReturnIn,
    TicketIn,
)
from pindos.servicedesk.api.matching import failing_as_asked, version_matched
from pindos.servicedesk.api.router import router
from pindos.servicedesk.api.told import TicketOut, WholeTicketOut, ticket_out, whole_ticket_told
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import ticket_by
from pindos.servicedesk.terms import Came

Key = Annotated[
    str, Header(alias="Idempotency-Key", description="your name for this request, kept a week")
]
Plain = dict[str, Any]


@router.post("/tickets", response={201: TicketOut})
def ticket_open(request: Request, body: TicketIn, key: Key = "") -> HttpResponse:
    """Report a problem; the unit competent at the place of the thing has it at once."""
    viewer, asked = request.viewer, body.model_dump()
    opened = once(
        viewer=viewer,
        key=key,
        asked=["open", asked],
        act=lambda: ticket_out(commands.open_ticket(viewer=viewer, came_by=Came.API, **asked)),
    )
    return as_it_is(opened, 201)


@router.post("/tickets/{ticket}/take", response=TicketOut)
def ticket_take(
    request: Request, ticket: str, body: ActIn | None = None, key: Key = ""
) -> HttpResponse:
    """Take it on."""
    return _act(request, ticket, "take", commands.take_ticket, body, key)


@router.post("/tickets/{ticket}/assign", response=TicketOut)
def ticket_assign(
    request: Request, ticket: str, body: AssignIn | None = None, key: Key = ""
) -> HttpResponse:
    """Give it to somebody of its unit; nobody named: to yourself."""
    body = body or AssignIn()
    person_id = person_id_of(request.viewer, body.person)

    def assign(**words: Any) -> Ticket:
        return commands.assign_ticket(**{**words, "person_id": person_id})

    return _act(request, ticket, "assign", assign, body, key, leaving="person")


@router.post("/tickets/{ticket}/reply", response=TicketOut)
def ticket_reply(request: Request, ticket: str, body: ReplyIn, key: Key = "") -> HttpResponse:
    """Write to the requester, or as the requester to the unit."""
    return _act(request, ticket, "reply", commands.reply_to_ticket, body, key)


@router.post("/tickets/{ticket}/note", response=TicketOut)
def ticket_note(request: Request, ticket: str, body: NoteIn, key: Key = "") -> HttpResponse:
    """Write what only the units read."""
    return _act(request, ticket, "note", commands.note_ticket, body, key)


@router.post("/tickets/{ticket}/priority", response=TicketOut)
def ticket_priority(
    request: Request, ticket: str, body: PriorityIn, key: Key = ""
) -> HttpResponse:
    """Say whom it hinders and how much; the priority follows."""
    return _act(request, ticket, "priority", commands.set_priority, body, key)


@router.post("/tickets/{ticket}/edit", response=TicketOut)
def ticket_edit(request: Request, ticket: str, body: EditIn, key: Key = "") -> HttpResponse:
    """Put right what it is called, where it is or who asked."""
    return _act(request, ticket, "edit", commands.edit_ticket, body, key)


@router.post("/tickets/{ticket}/refer", response=TicketOut)
def ticket_refer(request: Request, ticket: str, body: ReferIn, key: Key = "") -> HttpResponse:
    """Refer to the Directorate what cannot be dealt with locally (S14)."""
    return _act(request, ticket, "refer", commands.refer_ticket, body, key)


@router.post("/tickets/{ticket}/accept", response=TicketOut)
def ticket_accept(
    request: Request, ticket: str, body: ActIn | None = None, key: Key = ""
) -> HttpResponse:
    """Take a referral on."""
    return _act(request, ticket, "accept", commands.accept_ticket, body, key)


@router.post("/tickets/{ticket}/return", response=TicketOut)
def ticket_return(request: Request, ticket: str, body: ReturnIn, key: Key = "") -> HttpResponse:
    """Send a referral back with a question."""
    return _act(request, ticket, "return", commands.return_ticket, body, key)


@router.post("/tickets/{ticket}/hand-back", response=TicketOut)
def ticket_hand_back(request: Request, ticket: str, body: AnswerIn, key: Key = "") -> HttpResponse:
    """Hand a referral back with an answer."""
    return _act(request, ticket, "hand-back", commands.hand_back_ticket, body, key)


@router.post("/tickets/{ticket}/recall", response=TicketOut)
def ticket_recall(
    request: Request, ticket: str, body: ReasonIn | None = None, key: Key = ""
) -> HttpResponse:
    """Take back what you referred."""
    return _act(request, ticket, "recall", commands.recall_ticket, body, key)


@router.post("/tickets/{ticket}/move", response=TicketOut)
def ticket_move(request: Request, ticket: str, body: MoveIn, key: Key = "") -> HttpResponse:
    """Give a mis-routed ticket to the unit it belongs to."""
    return _act(request, ticket, "move", commands.move_ticket, body, key)


@router.post("/tickets/{ticket}/resolve", response=TicketOut)
def ticket_resolve(request: Request, ticket: str, body: ResolveIn, key: Key = "") -> HttpResponse:
    """Tell the requester that it is solved, and how."""
    return _act(request, ticket, "resolve", commands.resolve_ticket, body, key)


@router.post("/tickets/{ticket}/confirm", response=TicketOut)
def ticket_confirm(
    request: Request, ticket: str, body: ActIn | None = None, key: Key = ""
) -> HttpResponse:
    """Say as the requester that it is solved."""
    return _act(request, ticket, "confirm", commands.confirm_ticket, body, key)


@router.post("/tickets/{ticket}/reopen", response=TicketOut)
def ticket_reopen(
    request: Request, ticket: str, body: ReopenIn | None = None, key: Key = ""
) -> HttpResponse:
    """Open a solved or closed ticket again."""
    return _act(request, ticket, "reopen", commands.reopen_ticket, body, key)


@router.post("/tickets/{ticket}/equip", response=TicketOut)
def ticket_equip(request: Request, ticket: str, body: EquipIn, key: Key = "") -> HttpResponse:
    """Say which equipment it is about."""
    return _act(request, ticket, "equip", commands.equip_ticket, body, key)


@router.post("/tickets/{ticket}/categorise", response=TicketOut)
def ticket_categorise(
    request: Request, ticket: str, body: CategoriseIn, key: Key = ""
) -> HttpResponse:
    """Say what kind of thing it is, or correct it; the desk does so."""
    return _act(request, ticket, "categorise", commands.categorise_ticket, body, key)


@router.post("/tickets/{ticket}/attachments", response={201: WholeTicketOut})
def ticket_attach(
    request: Request,
    ticket: str,
    files: Annotated[list[UploadedFile] | None, File(description="up to 10, 20 MB each")] = None,
    text: Annotated[str, Form(description="a few words with them")] = "",
    internal: Annotated[bool, Form(description="for the units only")] = False,
) -> HttpResponse:
    """Send files with a reply, or with a note for the units only."""
    viewer = request.viewer
    sent = [*(files or ()), *request.FILES.getlist("file")]
    if not sent:
        raise Invalid({"files": _("Send at least one file.")})
    command = commands.note_ticket if internal else commands.reply_to_ticket
    found = ticket_by(viewer, ticket)
    make_ready(sent)  # before the transaction: photos are cleaned meanwhile
    command(viewer=viewer, ticket_id=found.pk, text=text, files=sent)
    return as_it_is(whole_ticket_told(viewer, ticket_by(viewer, found.pk)), 201)


def _act(
    request: Request,
    ticket: str,
    verb: str,
    command: Callable[..., Ticket],
    body: Schema | None,
    key: str,
    leaving: str = "",
) -> HttpResponse:
    """Carry one command out, once for each key."""
    viewer = request.viewer
    found = ticket_by(viewer, ticket)
    words = body.model_dump() if body else {}
    if (matched := version_matched(request)) is not None:
        words["version"] = matched
    asked = [verb, found.pk, words]
    sent = {name: value for name, value in words.items() if name != leaving}
    with failing_as_asked(request):
        done = once(
            viewer=viewer,
            key=key,
            asked=asked,
            act=lambda: ticket_out(command(viewer=viewer, ticket_id=found.pk, **sent)),
        )
    return as_it_is(done)


def person_id_of(viewer: Viewer, named: int | str | None, *, field: str = "person") -> int | None:
    """The id of a person as a caller named them; refuses, under the field, an unknown one."""
    if named is None or named == "":
        return None
    try:
        return person_known_to(viewer, named).id
    except Invalid as error:
        raise Invalid({field: next(iter(error.fields.values()))}) from error

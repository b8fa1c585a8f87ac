"""Planned work over HTTP: the same commands and queries as the pages; ``{change}`` is an id or
a number.

A request that comes twice with one Idempotency-Key is carried out once and answered the same.
"""

from collections.abc import Callable
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import File, Form, Schema, Status
from ninja.files import UploadedFile

from pindos.changes import commands
from pindos.changes.api.router import router
from pindos.changes.api.shapes import (
    ActIn,
    AimIn,
    ChangePageOut,
    ChangeWholeOut,
    EditIn,
    FinishIn,
    Key,
    LinkIn,
    MayReasonIn,
    MoveIn,
    NoteIn,
    Plain,
    PlanIn,
    PlannedOut,
    ReasonIn,
    ReviewIn,
    UnlinkIn,
    change_out,
    whole_out,
)
from pindos.changes.models import Change
from pindos.changes.queries import CHANGES, change_by, planned_now
from pindos.kernel.errors import Invalid
from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.once import once
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request
from pindos.records.commands import make_ready


@router.get("/changes", response=ChangePageOut)
def list_changes(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> Plain:
    """The planned work that you read; ``filter`` asks anything of any column."""
    page = CHANGES.page_for(request.viewer, filter, sort, after, size)
    return {"items": [change_out(row, row.unit.key) for row in page.items], "next": page.next}


@router.get("/planned-work", response=list[PlannedOut])
def list_planned_work(request: Request) -> list[Any]:
    """What is announced to you: work on your building or unit, now and in the week to come."""
    return planned_now(request.viewer)


@router.post("/changes", response={201: ChangeWholeOut})
def change_plan(request: Request, body: PlanIn, key: Key = "") -> Status[Plain]:
    """Write planned work down; nobody hears of it until it is approved."""
    viewer, asked = request.viewer, body.model_dump()
    answer = once(
        viewer=viewer,
        key=key,
        asked=["plan-change", asked],
        act=lambda: whole_out(viewer, commands.plan_change(viewer=viewer, **asked)),
    )
    return Status(201, answer)


@router.get("/changes/{change}", response=ChangeWholeOut)
def change_show(request: Request, change: str) -> Plain:
    """One change, with what its window meets, its tickets and its timeline."""
    return whole_out(request.viewer, change_by(request.viewer, change))


@router.post("/changes/{change}/edit", response=ChangeWholeOut)
def change_edit(request: Request, change: str, body: EditIn, key: Key = "") -> Plain:
    """Put otherwise what is given, leave the rest."""
    return _act(request, change, "edit", commands.edit_change, body, key, are_given=True)


@router.post("/changes/{change}/ask", response=ChangeWholeOut)
def change_ask(request: Request, change: str, body: ActIn | None = None, key: Key = "") -> Plain:
    """Ask the head for approval; what is routine is approved at once."""
    return _act(request, change, "ask", commands.ask_change, body, key)


@router.post("/changes/{change}/withdraw", response=ChangeWholeOut)
def change_withdraw(
    request: Request, change: str, body: ActIn | None = None, key: Key = ""
) -> Plain:
    """Take the question back before it is decided."""
    return _act(request, change, "withdraw", commands.withdraw_change, body, key)


@router.post("/changes/{change}/approve", response=ChangeWholeOut)
def change_approve(
    request: Request, change: str, body: MayReasonIn | None = None, key: Key = ""
) -> Plain:
    """Approve it as the head; a decision is not changed."""
    return _act(request, change, "approve", commands.approve_change, body, key)


@router.post("/changes/{change}/refuse", response=ChangeWholeOut)
def change_refuse(request: Request, change: str, body: ReasonIn, key: Key = "") -> Plain:
    """Do not approve it, with the reason; a decision is not changed."""
    return _act(request, change, "refuse", commands.refuse_change, body, key)


@router.post("/changes/{change}/reschedule", response=ChangeWholeOut)
def change_reschedule(request: Request, change: str, body: MoveIn, key: Key = "") -> Plain:
    """Move it to another time, or try again what was backed out."""
    return _act(request, change, "reschedule", commands.reschedule_change, body, key)


@router.post("/changes/{change}/start", response=ChangeWholeOut)
def change_start(request: Request, change: str, body: ActIn | None = None, key: Key = "") -> Plain:
    """Begin the work; an emergency begins without approval, and asks for it."""
    return _act(request, change, "start", commands.start_change, body, key)


@router.post("/changes/{change}/finish", response=ChangeWholeOut)
def change_finish(
    request: Request, change: str, body: FinishIn | None = None, key: Key = ""
) -> Plain:
    """Say that the work is done."""
    return _act(request, change, "finish", commands.finish_change, body, key)


@router.post("/changes/{change}/back-out", response=ChangeWholeOut)
def change_back_out(request: Request, change: str, body: ReasonIn, key: Key = "") -> Plain:
    """Say that it failed and was undone."""
    return _act(request, change, "back-out", commands.back_out_change, body, key)


@router.post("/changes/{change}/cancel", response=ChangeWholeOut)
def change_cancel(request: Request, change: str, body: ReasonIn, key: Key = "") -> Plain:
    """Call it off before it has begun."""
    return _act(request, change, "cancel", commands.cancel_change, body, key)


@router.post("/changes/{change}/review", response=ChangeWholeOut)
def change_review(request: Request, change: str, body: ReviewIn, key: Key = "") -> Plain:
    """Look back at it; only its unit and those above read that."""
    return _act(request, change, "review", commands.review_change, body, key)


@router.post("/changes/{change}/note", response=ChangeWholeOut)
def change_note(request: Request, change: str, body: NoteIn, key: Key = "") -> Plain:
    """Write something about it; all who read the change read it."""
    return _act(request, change, "note", commands.note_change, body, key)


@router.post("/changes/{change}/attachments", response={201: ChangeWholeOut})
def change_attach(
    request: Request,
    change: str,
    files: Annotated[list[UploadedFile] | None, File(description="up to 10, 20 MB each")] = None,
    text: Annotated[str, Form(description="a few words with them")] = "",
) -> Status[Plain]:
    """Send files with a few words."""
    viewer = request.viewer
    found, sent = change_by(viewer, change), list(files or ())
    if not sent:
        raise Invalid({"files": _("Send at least one file.")})
    make_ready(sent)  # before the transaction: photos are cleaned meanwhile
    commands.note_change(viewer=viewer, change_id=found.pk, text=text, files=sent)
    return Status(201, whole_out(viewer, change_by(viewer, found.pk)))


@router.post("/changes/{change}/link", response=ChangeWholeOut)
def change_link(request: Request, change: str, body: LinkIn, key: Key = "") -> Plain:
    """Say what a ticket has to do with it."""
    return _act(request, change, "link", commands.link_change, body, key)


@router.post("/changes/{change}/unlink", response=ChangeWholeOut)
def change_unlink(request: Request, change: str, body: UnlinkIn, key: Key = "") -> Plain:
    """Take that back."""
    return _act(request, change, "unlink", commands.unlink_change, body, key)


@router.post("/changes/{change}/link-problem", response=ChangeWholeOut)
def change_link_problem(request: Request, change: str, body: AimIn, key: Key = "") -> Plain:
    """Say that it is to solve a problem."""
    return _act(request, change, "link-problem", commands.link_problem, body, key)


@router.post("/changes/{change}/unlink-problem", response=ChangeWholeOut)
def change_unlink_problem(request: Request, change: str, body: AimIn, key: Key = "") -> Plain:
    """Take that back."""
    return _act(request, change, "unlink-problem", commands.unlink_problem, body, key)


def _act(
    request: Request,
    change: str,
    verb: str,
    command: Callable[..., Change],
    body: Schema | None,
    key: str,
    *,
    are_given: bool = False,
) -> Plain:
    """Carry one command out, once for each key; ``are_given``: what is None was not sent."""
    viewer = request.viewer
    found = change_by(viewer, change)
    words = body.model_dump() if body else {}
    if are_given:
        words = {name: value for name, value in words.items() if value is not None}

    def act() -> Plain:
        done = command(viewer=viewer, change_id=found.pk, **words)
        return whole_out(viewer, change_by(viewer, done.pk))

    return once(viewer=viewer, key=key, asked=[f"{verb}-change", found.pk, words], act=act)

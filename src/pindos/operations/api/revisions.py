"""The history of the settings over HTTP, and putting a change back."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field

from pindos.kernel.errors import Forbidden
from pindos.kernel.pages import page_of
from pindos.kernel.web import Request, may_change_settings
from pindos.operations.api.router import router
from pindos.operations.api.trail import TrailPage
from pindos.operations.commands import undo_revision
from pindos.operations.queries import lines_of, revision_by, revisions_for

Name = Annotated[str, Field(max_length=60)]
Seq = Annotated[int, Field(ge=1, le=2**63 - 1)]


class RevisedFieldOut(Schema):
    """One field of a change: before, after and today, in words."""

    name: str
    label: str
    before: str
    after: str
    now: str
    stands: bool
    is_back: bool


class RevisionOut(Schema):
    """A change beside today; ``fields`` are those that the caller may put back."""

    seq: int
    did: str
    about: str
    fields: list[RevisedFieldOut]


class UndoIn(Schema):
    """Which fields; none named: those that nobody has changed since."""

    fields: Annotated[list[Name] | None, Field(max_length=100)] = None


@router.get("/revisions", response=TrailPage)
def list_revisions(
    request: Request, thing: Annotated[str, Field(max_length=60)] = "", after: str = ""
) -> dict[str, Any]:
    """Changes of what can be set, newest first; ``thing`` is one kind, as kernel.option."""
    may_change_settings(request)
    page = page_of(revisions_for(request.viewer, thing), by=("-seq",), after=after)
    return {"items": lines_of(page.items), "next": page.next}


@router.get("/revisions/{seq}", response=RevisionOut)
def revision_show(request: Request, seq: Seq) -> RevisionOut:
    """One change beside today."""
    may_change_settings(request)
    found = revision_by(request.viewer, seq)
    return RevisionOut(
        seq=found.line.seq,
        did=found.line.did,
        about=found.line.about,
        fields=[RevisedFieldOut.from_orm(each) for each in found.fields],
    )


@router.post("/revisions/{seq}/undo", response=list[str])
def revision_undo(request: Request, seq: Seq, body: UndoIn) -> list[str]:
    """Put fields back to what they were before this change; their names.

    What asks for a proof of who sits there on its page cannot be put back over HTTP.
    """
    may_change_settings(request)
    if revision_by(request.viewer, seq).kind.needs_proof:
        raise Forbidden(_("This is put back on its page, by whoever proves who they are."))
    return undo_revision(viewer=request.viewer, seq=seq, fields=body.fields)

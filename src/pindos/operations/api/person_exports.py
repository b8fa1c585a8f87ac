"""Copies of what is kept about somebody, over HTTP."""

from datetime import datetime
from typing import Annotated, Any

from django.http import FileResponse
from django.utils.translation import gettext_lazy as _
from ninja import Schema, Status
from pydantic import Field

from pindos.kernel.errors import Forbidden
from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request, is_whole
from pindos.operations.api.router import router
from pindos.operations.commands import own_export, person_export, take_person_export
from pindos.operations.listings import PERSON_EXPORTS
from pindos.operations.queries import own_exports_for
from pindos.operations.serving import archive_of

MOST = 20
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


class WhoseIn(Schema):
    """Whose data: a key, an e-mail or an id."""

    person: Annotated[str, Field(min_length=1, max_length=200)]


class PersonExportOut(Schema):
    """A copy: asked, made, failed or gone; it can be fetched until ``good_until``."""

    id: int
    person_id: int
    is_own: bool
    state: str
    asked_at: datetime
    made_at: datetime | None
    good_until: datetime | None
    taken_at: datetime | None
    rows: int
    size: int


class PersonExportPageOut(Schema):
    """Some copies, and what to send as after to get the next ones; empty at the end."""

    items: list[PersonExportOut]
    next: str


@router.get("/me/exports", response=list[PersonExportOut])
def list_own_exports(request: Request) -> list[Any]:
    """The newest copies that the caller asked for about themself."""
    whole(request)
    return list(own_exports_for(request.viewer)[:MOST])


@router.post("/me/exports", response={202: PersonExportOut})
def make_own_export(request: Request) -> Status[Any]:
    """Have a copy made of all that is kept about the caller (GDPR art. 15 and 20)."""
    whole(request)
    return Status(202, own_export(viewer=request.viewer))


@router.get("/person-exports", response=PersonExportPageOut)
def list_person_exports(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> Any:
    """All copies that were asked for; administrators of a whole administration."""
    whole(request)
    return PERSON_EXPORTS.page_for(request.viewer, filter, sort, after, size)


@router.post("/person-exports", response={202: PersonExportOut})
def make_person_export(request: Request, body: WhoseIn) -> Status[Any]:
    """Have a copy made of all that is kept about somebody, to hand it to them."""
    whole(request)
    return Status(202, person_export(viewer=request.viewer, person=body.person))


@router.get("/person-exports/{export_id}/download")
def download_person_export(request: Request, export_id: Id) -> FileResponse:
    """The archive, for whoever asked for it; 404 when it is not made or no longer kept."""
    whole(request)
    return archive_of(take_person_export(viewer=request.viewer, export_id=export_id))


def whole(request: Request) -> None:
    """Refuse a token that may do less than its account."""
    if not is_whole(request):
        raise Forbidden(_("Your token may not fetch personal data. Use one with the scope all."))

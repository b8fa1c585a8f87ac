"""The API of records: files, which are sent with the ticket that they belong to.

What is infected is decided on by who keeps the administration, with a token of the scope all.
"""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema
from pydantic import Field

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden
from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request, is_whole
from pindos.records.commands import (
    note_file_taken,
    refuse_withheld,
    release_file,
    remove_file,
    rescan_file,
    withhold_file,
)
from pindos.records.listings import UNCLEAN
from pindos.records.models import Attachment, Blob
from pindos.records.queries import attachment_for, unclean_file
from pindos.records.serving import answer

router = Router(tags=["records"])
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


class UncleanOut(Schema):
    """A file that is infected, could not be scanned, or was released all the same.

    ``id`` is the file's own wherever it hangs; ``removed_at`` is when its bytes were deleted.
    """

    id: int
    sha256: str
    size: int
    scan: str
    finding: str
    scanned_at: datetime | None
    released_why: str
    removed_at: datetime | None


class UncleanPlaceOut(UncleanOut):
    """The same as it hangs in one place."""

    name: str
    number: str | None


class UncleanPageOut(Schema):
    """Some files, and what to send as after to get the next ones; empty at the end."""

    items: list[UncleanPlaceOut]
    next: str


class ReleaseIn(Schema):
    """How it is known that the alarm is false; it stays on record."""

    reason: Annotated[str, Field(max_length=2000)]


@router.get("/attachments/{attachment_id}", url_name="attachment-show")
def show_attachment(
    request: HttpRequest, attachment_id: int, unscanned: bool = False
) -> HttpResponseBase:
    """The bytes of a file, under its name; 404 when it is not yours to see.

    403 when a virus was found in it. 409 when it was not scanned, unless ``unscanned`` says that
    you know.
    """
    found = attachment_for(cast(Request, request).viewer, attachment_id)
    refuse_withheld(found, by=cast(Request, request).viewer, is_confirmed=unscanned)
    response = answer(request, found, as_download=True)
    if response.status_code == HTTPStatus.OK:
        note_file_taken(found, by=cast(Request, request).viewer)
    return response


@router.get("/files/unclean", response=UncleanPageOut)
def list_unclean(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> Any:
    """The files that are not clean, one for each place; administrators of an administration."""
    page = UNCLEAN.page_for(_keeper(request), filter, sort, after, size)
    return {"items": [_place(each) for each in page.items], "next": page.next}


@router.post("/files/unclean/{blob_id}/scan", response=UncleanOut)
def unclean_scan(request: Request, blob_id: Id) -> Any:
    """Have one of them scanned once more; until then it stays as it is."""
    rescan_file(viewer=_keeper(request), blob_id=blob_id)
    return _shown(request, blob_id)


@router.post("/files/unclean/{blob_id}/release", response=UncleanOut)
def unclean_release(request: Request, blob_id: Id, body: ReleaseIn) -> Any:
    """Give an infected file out again: the scanner was wrong. 409 when it is not withheld."""
    release_file(viewer=_keeper(request), blob_id=blob_id, reason=body.reason)
    return _shown(request, blob_id)


@router.post("/files/unclean/{blob_id}/withhold", response=UncleanOut)
def unclean_withhold(request: Request, blob_id: Id) -> Any:
    """Take a release back. 409 when it was not released."""
    withhold_file(viewer=_keeper(request), blob_id=blob_id)
    return _shown(request, blob_id)


@router.post("/files/unclean/{blob_id}/remove", response=UncleanOut)
def unclean_remove(request: Request, blob_id: Id) -> Any:
    """Delete the bytes of an infected file for good. 409 when it is not withheld."""
    remove_file(viewer=_keeper(request), blob_id=blob_id)
    return _shown(request, blob_id)


def _keeper(request: Request) -> Viewer:
    """Who asks; refuses a token that may do less than its account."""
    if not is_whole(request):
        raise Forbidden(_("Your token may not decide on files. Use one with the scope all."))
    return request.viewer


def _shown(request: Request, blob_id: int) -> dict[str, Any]:
    return _file(unclean_file(request.viewer, blob_id))


def _place(place: Attachment) -> dict[str, Any]:
    return {**_file(place.blob), "name": place.name, "number": place.entry.record.number}


def _file(blob: Blob) -> dict[str, Any]:
    return {
        "id": blob.pk,
        "sha256": blob.sha256,
        "size": blob.size,
        "scan": blob.scan,
        "finding": blob.scan_words,
        "scanned_at": blob.scanned_at,
        "released_why": blob.released_why,
        "removed_at": blob.removed_at,
    }

"""The API of records: only files; they are sent with the ticket that they belong to."""

from http import HTTPStatus
from typing import cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Router

from pindos.kernel.web import Request
from pindos.records.commands import note_file_taken, refuse_withheld
from pindos.records.queries import attachment_for
from pindos.records.serving import answer

router = Router(tags=["records"])


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

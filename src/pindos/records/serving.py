"""Handing out the bytes of a file so that no browser makes more of them than they are."""

import logging

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import NotFound
from pindos.records.models import Attachment
from pindos.records.storage import path_of

PIECE = 65_536  # bytes read at a time: a file is never held in memory whole
SHOWN = {"image/jpeg", "image/png", "image/gif", "image/webp"}
PDF = "application/pdf"  # in the browser's own viewer; older ones do not start in a sandbox
NOTHING = "default-src 'none'; frame-ancestors 'none'"
SANDBOX = f"{NOTHING}; sandbox"

logger = logging.getLogger(__name__)


def answer(request: HttpRequest, attachment: Attachment, *, as_download: bool) -> HttpResponseBase:
    """The file, or 304 when the browser has it; ask for the right to see it before.

    Only pictures that were written anew and PDF open in the browser, all else is saved. The
    browser asks again each time, so a right that ends ends for its cache too.
    """
    blob = attachment.blob
    etag = f'"{blob.sha256}"'
    response: HttpResponseBase
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        shown = blob.content_type in SHOWN or blob.content_type == PDF
        response = _bytes_of(attachment, as_download=as_download or not shown)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    is_pdf = blob.content_type == PDF
    response.headers["Content-Security-Policy"] = NOTHING if is_pdf else SANDBOX
    return response


def _bytes_of(attachment: Attachment, *, as_download: bool) -> HttpResponse | FileResponse:
    try:
        file = path_of(attachment.blob.sha256).open("rb")
    except FileNotFoundError:
        logger.error("The bytes of attachment %s are missing", attachment.pk)
        raise NotFound(
            _("The file is on record but its bytes are missing. Tell the administrator.")
        ) from None
    response = FileResponse(
        file,
        as_attachment=as_download,
        filename=attachment.name,
        content_type=attachment.blob.content_type,
    )
    response.block_size = PIECE
    return response

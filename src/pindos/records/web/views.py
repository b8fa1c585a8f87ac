"""Pages of records."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from pindos.kernel.web import Request
from pindos.records.commands import note_file_taken
from pindos.records.queries import attachment_for
from pindos.records.serving import answer


@require_safe
@login_required
def attachment(request: Request, attachment_id: int) -> HttpResponseBase:
    """The bytes of a file; ``?download=1`` saves it where it would be shown.

    That it was given is on record; not that a browser was told that its own copy is still good.
    """
    found = attachment_for(request.viewer, attachment_id)
    response = answer(request, found, as_download="download" in request.GET)
    if request.method == "GET" and response.status_code == HTTPStatus.OK:
        note_file_taken(found, by=request.viewer)
    return response

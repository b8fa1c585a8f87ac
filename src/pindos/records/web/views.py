"""Pages of records."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindos.kernel.web import Request
from pindos.records.commands import NotScanned, note_file_taken, refuse_withheld
from pindos.records.queries import attachment_for
from pindos.records.serving import answer


@require_safe
@login_required
def attachment(request: Request, attachment_id: int) -> HttpResponseBase:
    """The bytes of a file; ``?download=1`` saves it where it would be shown.

    That it was given is on record; not that a browser was told that its own copy is still good.
    One that was not scanned is given with ``?unscanned=1``, by the button of a page that says so.
    """
    found = attachment_for(request.viewer, attachment_id)
    try:
        refuse_withheld(found, by=request.viewer, is_confirmed="unscanned" in request.GET)
    except NotScanned as reason:
        words = {"file": found, "reason": reason}
        return render(request, "records/unscanned.html", words, status=reason.status)
    response = answer(request, found, as_download="download" in request.GET)
    if request.method == "GET" and response.status_code == HTTPStatus.OK:
        note_file_taken(found, by=request.viewer)
    return response

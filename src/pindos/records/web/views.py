"""Pages of records."""

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from pindos.kernel.web import Request
from pindos.records.queries import attachment_for
from pindos.records.serving import answer


@require_safe
@login_required
def attachment(request: Request, attachment_id: int) -> HttpResponseBase:
    """The bytes of a file; ``?download=1`` saves it where it would be shown."""
    found = attachment_for(request.viewer, attachment_id)
    return answer(request, found, as_download="download" in request.GET)

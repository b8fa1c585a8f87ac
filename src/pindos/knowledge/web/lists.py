"""The list: what somebody may read, by its titles."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pindos.kernel.filtering import list_page
from pindos.kernel.web import Request
from pindos.knowledge.queries import INSTRUCTIONS, are_shipped_missing, writes_instructions
from pindos.knowledge.web.page import frame_of


@login_required
@require_safe
def instruction_list(request: Request) -> HttpResponse:
    """All instructions that the viewer may read."""
    writes = writes_instructions(request.viewer)
    words = {
        "writes": writes,
        "may_load": writes and are_shipped_missing(),
        "frame": frame_of(request.viewer),
    }
    return list_page(
        request,
        INSTRUCTIONS,
        "knowledge/instruction_list.html",
        lambda rows: words,
        dressed=INSTRUCTIONS.with_values,
    )

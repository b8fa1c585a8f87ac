"""The page of all that left the house as a file."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pindos.kernel.filtering import list_page
from pindos.kernel.models import Event
from pindos.kernel.web import Request
from pindos.operations.listings import TAKINGS
from pindos.operations.queries import lines_of, protects_data, taken


@login_required
@require_safe
def taking_list(request: Request) -> HttpResponse:
    """Who was given which file, list, report or copy, and when."""

    def words(rows: Sequence[Event]) -> dict[str, object]:
        lines = zip(lines_of(rows), map(taken, rows), strict=True)
        return {
            "lines": list(lines),
            "tab": "takings",
            "protects": protects_data(request.viewer),
        }

    return list_page(request, TAKINGS, "operations/taking_list.html", words)

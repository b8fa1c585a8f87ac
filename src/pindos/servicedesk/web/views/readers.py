"""Who reads a ticket and why; the answer for one person, too."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pindos.kernel.errors import Invalid
from pindos.kernel.text import without_invisible
from pindos.kernel.web import Request
from pindos.servicedesk.queries import reader_of, readers_of, ticket_by

LONGEST = 200  # characters of a name, key or address


@login_required
@require_GET
def ticket_readers(request: Request, number: str) -> HttpResponse:
    """Everybody who reads it with their reasons; ``person`` asks about one."""
    ticket = ticket_by(request.viewer, number)
    asked = without_invisible(request.GET.get("person", ""))[:LONGEST].strip()
    readers = readers_of(request.viewer, ticket)
    context: dict[str, Any] = {"ticket": ticket, "readers": readers, "asked": asked}
    status = 200
    if asked:
        try:
            context["one"] = reader_of(request.viewer, ticket, asked)
        except Invalid as refusal:
            context["fault"], status = next(iter(refusal.fields.values())), 422
    return render(request, "servicedesk/ticket_readers.html", context, status=status)

"""Suggestions of people while a name is typed; the form works without them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pindos.kernel.text import without_invisible
from pindos.kernel.web import Request
from pindos.organisation.queries import people_found
from pindos.servicedesk.web.who import works

FEWEST, MOST_SHOWN, LONGEST = 2, 12, 100


@login_required
@require_GET
def requester_options(request: Request) -> HttpResponse:
    """The options of the list beside the name; for those who open tickets for others."""
    text = without_invisible(request.GET.get("requester", ""))[:LONGEST].strip()
    is_worth_it = len(text) >= FEWEST and works(request.viewer)
    people = people_found(request.viewer, text, limit=MOST_SHOWN) if is_worth_it else []
    return render(request, "servicedesk/_requester_options.html", {"people": people})

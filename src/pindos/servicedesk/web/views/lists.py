"""Lists of tickets: the queue, one's own, and what a search finds."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from pindos.kernel.filtering import (
    MOST_COUNTED,
    Condition,
    Op,
    list_page,
)
from pindos.kernel.slots import render as render_slot
from pindos.kernel.web import Request
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    NEWEST_FIRST,
    TICKETS,
)
from pindos.servicedesk.queries.own import own_asked, own_open_count, watched
from pindos.servicedesk.terms import OPEN
from pindos.servicedesk.web.queue import choices_for, home_unit, looked_for, tabs_for
from pindos.servicedesk.web.rows import rows_of
from pindos.servicedesk.web.who import frame_of, reads, works

NOTHING = Condition("number", Op.EQ, ("",))
ROWS = 34  # so many long titles in Greek stay under 50 kB of HTML


@login_required
@require_GET
def ticket_list(request: Request) -> HttpResponse:
    """The queue: views with their counts, filters in the address, the most urgent first."""
    if not reads(request.viewer):
        return redirect(f"{reverse('servicedesk:ticket-mine')}?{request.GET.urlencode()}")
    now = timezone.now()
    asked, mistakes, question, found = looked_for(request, now)
    if question.turned_into:
        return redirect(request.path + question.turned_into)
    page = question.page_among(found, ROWS)
    context = {
        "asked": question,
        "quick": asked,
        "table": question.cells_of(page.items) if question.columns else [],
        "most": MOST_COUNTED,
        "mistakes": mistakes,
        "tabs": tabs_for(request.viewer, asked, now),
        "choices": choices_for(request.viewer),
        "total": found.counted(),
        "late": found.where(Q(state__in=OPEN, late_at__lte=now)).counted(),
        "page": page,
        "rows": [] if question.columns else rows_of(page.items),
        "unit": home_unit(request.viewer),
        "may_open": works(request.viewer),
        "more_acts": render_slot("servicedesk.queue", request.viewer, 0),
    }
    return render(request, "servicedesk/ticket_list.html", context)


@login_required
@require_GET
def ticket_mine(request: Request) -> HttpResponse:
    """One's own tickets: first those that wait for an answer."""

    def words(rows: Sequence[Ticket]) -> dict[str, object]:
        return {
            "frame": frame_of(request.viewer),
            "watched": rows_of(watched(request.viewer)),
            "open": own_open_count(request.viewer),
            "waiting": rows_of(own_asked(request.viewer)),
            "rows": rows_of(rows),
        }

    return list_page(
        request,
        TICKETS,
        "servicedesk/ticket_mine.html",
        words,
        within=Condition("requester", Op.EQ, ("me",)),
        order=NEWEST_FIRST,
    )

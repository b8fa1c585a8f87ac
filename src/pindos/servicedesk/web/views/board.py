"""The board of tickets."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from pindos.kernel.web import Request
from pindos.servicedesk.web.board import BOARDS, boards_for, piles_for
from pindos.servicedesk.web.queue import choices_for, home_unit, looked_for
from pindos.servicedesk.web.who import reads, works


@login_required
@require_GET
def ticket_board(request: Request) -> HttpResponse:
    """The queue in columns, asked by the same filters; each card offers where it may go."""
    if not reads(request.viewer):
        return redirect("servicedesk:ticket-mine")
    look = looked_for(request, timezone.now())
    if look.question.turned_into:
        return redirect(request.path + look.question.turned_into)
    boards = boards_for(request.viewer)
    by = request.GET.get("by", "")
    by = by if by in dict(boards) else next(iter(BOARDS))
    piles = piles_for(request.viewer, look.found.rows, by, look.question)
    asked = look.question
    context = {
        "asked": asked,
        "quick": look.quick,
        "mistakes": look.mistakes,
        "boards": [(key, label, asked.address(by=key), key == by) for key, label in boards],
        "by": by,
        "piles": piles,
        "total": sum(pile.total for pile in piles),
        "choices": choices_for(request.viewer),
        "unit": home_unit(request.viewer),
        "may_open": works(request.viewer),
        "here": "servicedesk:ticket-list",
    }
    return render(request, "servicedesk/ticket_board.html", context)

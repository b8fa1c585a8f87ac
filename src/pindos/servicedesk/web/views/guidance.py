"""Instructions where people report, and on the pages of tickets."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pindos.kernel.drafts import drop_draft
from pindos.kernel.versions import version_in
from pindos.kernel.web import Request
from pindos.knowledge.commands import answer_instruction
from pindos.knowledge.queries import suggested_instructions
from pindos.knowledge.terms import Place
from pindos.servicedesk.commands import solve_by_instruction, write_down_ticket
from pindos.servicedesk.queries import acts_open_to, ticket_by, unit_tickets_for
from pindos.servicedesk.queries.guidance import guidance_of, suggested_on
from pindos.servicedesk.terms import OVER
from pindos.servicedesk.web.drafts import REPORT
from pindos.servicedesk.web.who import frame_of, works


@login_required
@require_GET
def report_suggest(request: Request) -> HttpResponse:
    """The likeliest instructions for what is being typed; a part of the page."""
    found = suggested_instructions(request.viewer, request.GET.get("what", ""))
    return render(request, "servicedesk/_suggested.html", {"suggested": found})


@login_required
@require_POST
def report_helped(request: Request) -> HttpResponse:
    """An instruction helped: nothing is reported, and what was typed is forgotten."""
    instruction = version_in(request.POST.get("instruction", "")) or 0
    answer_instruction(
        viewer=request.viewer,
        instruction_id=instruction,
        has_helped=True,
        place=Place.REPORT,
    )
    drop_draft(request.viewer, REPORT)
    messages.success(request, _("Good that it helped. No ticket was opened."))
    return redirect("knowledge:instruction-show", instruction)


@login_required
@require_GET
def ticket_instructions(request: Request, number: str) -> HttpResponse:
    """The instructions that have to do with a ticket, and those that might help."""
    ticket = ticket_by(request.viewer, number)
    is_inside = unit_tickets_for(request.viewer).filter(pk=ticket.pk).exists()
    context = {
        "ticket": ticket,
        "is_inside": is_inside,
        "frame": frame_of(request.viewer),
        "guides": guidance_of(request.viewer, ticket) if is_inside else [],
        "suggested": suggested_on(request.viewer, ticket),
        "acts": acts_open_to(request.viewer, ticket),
        "is_over": ticket.state in OVER and works(request.viewer),
    }
    name = "ticket_instructions"
    if request.headers.get("HX-Request"):
        name = "_instructions" if is_inside else "_own_suggested"
    return render(request, f"servicedesk/{name}.html", context)


@login_required
@require_POST
def ticket_write_down(request: Request, number: str) -> HttpResponse:
    """Draft an instruction from what solved it."""
    ticket = ticket_by(request.viewer, number)
    pk = write_down_ticket(viewer=request.viewer, ticket_id=ticket.pk)
    words = _("A draft is written. Where people were named stand [brackets]. Read it and go on.")
    messages.success(request, words)
    return redirect("knowledge:instruction-edit", pk)


@login_required
@require_POST
def ticket_solve_by_instruction(request: Request, number: str) -> HttpResponse:
    """An instruction helped whoever asked: the ticket is closed."""
    ticket = ticket_by(request.viewer, number)
    solve_by_instruction(
        viewer=request.viewer,
        ticket_id=ticket.pk,
        instruction_id=version_in(request.POST.get("instruction", "")) or 0,
    )
    messages.success(request, _("Good that it helped. The ticket is closed."))
    return redirect("servicedesk:ticket-show", ticket.number)

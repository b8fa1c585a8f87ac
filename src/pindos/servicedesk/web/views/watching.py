"""Watching a ticket, and letting others watch it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.text import id_in, without_invisible
from pindos.kernel.web import Request
from pindos.records.terms import Sight
from pindos.servicedesk import commands
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    acts_open_to,
    addressable_on,
    possible_watchers,
    sight_of_ticket,
    ticket_by,
)
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.forms.watching import WatcherForm
from pindos.servicedesk.web.refusals import put_on
from pindos.servicedesk.web.watching import watched_context
from pindos.servicedesk.web.who import frame_of

LONGEST, FEWEST = 100, 2
LONGEST_ADDRESS = 250


@login_required
@require_POST
def ticket_watch(request: Request, number: str) -> HttpResponse:
    """Hear of it from now on."""
    ticket = ticket_by(request.viewer, number)
    commands.watch_ticket(viewer=request.viewer, ticket_id=ticket.pk)
    messages.success(request, _("You hear of it from now on."))
    return redirect("servicedesk:ticket-show", ticket.number)


@login_required
@require_POST
def ticket_unwatch(request: Request, number: str) -> HttpResponse:
    """Hear of it no more; whoever was let in leaves its page."""
    ticket = ticket_by(request.viewer, number)
    commands.unwatch_ticket(viewer=request.viewer, ticket_id=ticket.pk)
    messages.success(request, _("You do not hear of it any more."))
    return _onwards(request, ticket)


@login_required
@require_http_methods(["GET", "POST"])
def ticket_add_watcher(request: Request, number: str) -> HttpResponse:
    """Let somebody watch it; the page shows who does already."""
    ticket = ticket_by(request.viewer, number)
    acts = acts_open_to(request.viewer, ticket)
    form = WatcherForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with put_on(form):
            person = form.cleaned_data["person"]
            commands.add_watcher(viewer=request.viewer, ticket_id=ticket.pk, person=person)
            messages.success(request, _("They watch it from now on, and were told so."))
            return redirect("servicedesk:ticket-show", ticket.number)
    if Act.WATCHERS not in acts:
        raise Refused(_("This cannot be done to the ticket now, or not by you. Open it again."))
    if request.htmx and not form.is_bound:
        return render(request, "servicedesk/_watcher_form.html", {"form": form, "ticket": ticket})
    context = {
        "ticket": ticket,
        "form": form,
        "frame": frame_of(request.viewer),
        **watched_context(request.viewer, ticket, acts),
    }
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/ticket_add_watcher.html", context, status=status)


@login_required
@require_POST
def ticket_remove_watcher(request: Request, number: str) -> HttpResponse:
    """Let somebody watch it no more."""
    ticket = ticket_by(request.viewer, number)
    person_id = id_in(request.POST.get("person", "")) or 0
    commands.remove_watcher(viewer=request.viewer, ticket_id=ticket.pk, person_id=person_id)
    messages.success(request, _("They do not watch it any more."))
    return _onwards(request, ticket)


@login_required
@require_POST
def ticket_remove_outsider(request: Request, number: str) -> HttpResponse:
    """Let an address outside the register hear of it no more."""
    ticket = ticket_by(request.viewer, number)
    address = request.POST.get("address", "")[:LONGEST_ADDRESS]
    commands.remove_outsider(viewer=request.viewer, ticket_id=ticket.pk, address=address)
    messages.success(request, _("They are written to no more. You can put them back."))
    return redirect("servicedesk:ticket-show", ticket.number)


@login_required
@require_POST
def ticket_add_outsider(request: Request, number: str) -> HttpResponse:
    """Let one who was taken off hear of it again."""
    ticket = ticket_by(request.viewer, number)
    address = request.POST.get("address", "")[:LONGEST_ADDRESS]
    commands.add_outsider(viewer=request.viewer, ticket_id=ticket.pk, address=address)
    messages.success(request, _("They hear of it again from now on."))
    return redirect("servicedesk:ticket-show", ticket.number)


@login_required
@require_GET
def watcher_options(request: Request, number: str) -> HttpResponse:
    """People who may be meant while a name is typed; the form works without."""
    ticket = ticket_by(request.viewer, number)
    text = without_invisible(request.GET.get("person", ""))[:LONGEST].strip()
    people = possible_watchers(request.viewer, ticket, text) if len(text) >= FEWEST else []
    return render(request, "servicedesk/_requester_options.html", {"people": people[:20]})


@login_required
@require_GET
def ticket_addressable(request: Request, number: str) -> HttpResponse:
    """Whom one can address with @ in what one writes there."""
    ticket = ticket_by(request.viewer, number)
    context = {
        "ticket": ticket,
        "frame": frame_of(request.viewer),
        "addressable": addressable_on(request.viewer, ticket),
        "sees_all": sight_of_ticket(request.viewer, ticket) == Sight.ALL,
    }
    name = "_addressable_list.html" if request.htmx else "ticket_addressable.html"
    return render(request, f"servicedesk/{name}", context)


def _onwards(request: Request, ticket: Ticket) -> HttpResponse:
    try:
        ticket_by(request.viewer, ticket.pk)
    except NotFound:
        return redirect("servicedesk:ticket-mine")
    return redirect("servicedesk:ticket-show", ticket.number)

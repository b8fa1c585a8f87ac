"""Saying what a ticket is about: first the catalogue, then the form of what was chosen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pindos.kernel.drafting import kept_instead
from pindos.kernel.drafts import drop_draft
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.web import Request
from pindos.servicedesk import commands
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    Offered,
    acts_open_to,
    categories_for,
    category_named,
    shelves_of,
    ticket_by,
)
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.act_page import act_page, version_of
from pindos.servicedesk.web.choosing import FOUND
from pindos.servicedesk.web.deeds import Deed
from pindos.servicedesk.web.drafts import draft_name
from pindos.servicedesk.web.forms.categorise import CategoriseForm
from pindos.servicedesk.web.forms.questions import names_of_answers
from pindos.servicedesk.web.refusals import put_on

CATEGORISE = Deed(
    act=Act.CATEGORISE,
    command=commands.categorise_ticket,
    form=CategoriseForm,
    icon="list",
    button=gettext_lazy("Save the category"),
    title=gettext_lazy("Category of the ticket"),
    lead=gettext_lazy("What was answered before stays with the ticket."),
    done=gettext_lazy("The category is put right."),
)


@login_required
@require_http_methods(["GET", "POST"])
def ticket_categorise(request: Request, number: str) -> HttpResponse:
    """Choose the category, then answer what it asks as far as it is known."""
    ticket = ticket_by(request.viewer, number)
    name = draft_name(ticket, Act.CATEGORISE)
    if kept := kept_instead(request, name):
        return kept
    if request.method == "GET" and Act.CATEGORISE not in acts_open_to(request.viewer, ticket):
        raise Refused(_("This cannot be done to the ticket now, or not by you. Open it again."))
    offered = _chosen(request)
    if offered is None:
        return _choice(request, ticket)
    data = request.POST if request.method == "POST" else None
    form = CategoriseForm(request.viewer, ticket, data, offered=offered)
    if form.is_valid():
        with put_on(form, names_of_answers(form)):
            commands.categorise_ticket(
                viewer=request.viewer,
                ticket_id=ticket.pk,
                version=version_of(request),
                **form.arguments(),
            )
            drop_draft(request.viewer, name)
            messages.success(request, str(CATEGORISE.done))
            return _onwards(request, ticket)
    template = "servicedesk/ticket_categorise.html"
    return act_page(request, ticket, CATEGORISE, form, template, chosen=offered)


def _chosen(request: Request) -> Offered | None:
    key = request.POST.get("category", "") or request.GET.get("category", "")
    try:
        return category_named(request.viewer, key) if key else None
    except Invalid:
        return None


def _choice(request: Request, ticket: Ticket) -> HttpResponse:
    """The catalogue; while words are typed, only what is found."""
    words = request.GET.get("q", "")
    is_part = request.headers.get("HX-Target") == FOUND
    template = "_category_found" if is_part else "ticket_category"
    context = {
        "ticket": ticket,
        "deed": CATEGORISE,
        "q": words[:100],
        "shelves": shelves_of(categories_for(request.viewer), words),
        "to": request.path,
    }
    return render(request, f"servicedesk/{template}.html", context)


def _onwards(request: Request, ticket: Ticket) -> HttpResponse:
    """To the ticket; where it moved out of sight, to the queue."""
    try:
        ticket_by(request.viewer, ticket.pk)
    except NotFound:
        return redirect("servicedesk:ticket-list")
    return redirect("servicedesk:ticket-show", ticket.number)

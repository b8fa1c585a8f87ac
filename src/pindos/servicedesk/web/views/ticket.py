"""One ticket, and the acts on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pindos.kernel.clashes import say_meanwhile
from pindos.kernel.drafting import kept_instead
from pindos.kernel.drafts import drop_draft
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.once_only import once_only
from pindos.kernel.web import Request
from pindos.records.commands import digest_of_files, sent_with
from pindos.servicedesk.commands import note_ticket, reply_to_ticket
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import acts_open_to, ticket_by
from pindos.servicedesk.web import deeds
from pindos.servicedesk.web.act_page import act_page, version_of
from pindos.servicedesk.web.deeds import Deed
from pindos.servicedesk.web.drafts import REPLY, draft_name
from pindos.servicedesk.web.forms.reply import INSIDE, ReplyForm
from pindos.servicedesk.web.refusals import put_on
from pindos.servicedesk.web.reply_texts import reply_begun
from pindos.servicedesk.web.ticket_page import ticket_page


@login_required
@require_GET
def ticket_show(request: Request, number: str) -> HttpResponse:
    """A ticket by its number, however it was typed."""
    ticket = ticket_by(request.viewer, number)
    if ticket.number != number:
        return redirect("servicedesk:ticket-show", ticket.number)
    return ticket_page(request, ticket, reply=reply_begun(request, ticket))


@login_required
@require_POST
def ticket_reply(request: Request, number: str) -> HttpResponse:
    """Say something: to the other side, or inside only; which button was pressed decides."""
    ticket = ticket_by(request.viewer, number)
    name = draft_name(ticket, REPLY)
    page = reverse("servicedesk:ticket-show", args=[ticket.number])
    if kept := kept_instead(request, name, f"{page}#reply"):
        return kept
    form = ReplyForm(request.POST)
    if form.is_valid():
        with put_on(form):
            _say(request, ticket, form)
            drop_draft(request.viewer, name)
            if request.POST.get("to") == INSIDE:
                messages.success(request, _("The note stands in the history."))
            else:
                messages.success(request, _("Your reply was sent."))
            return redirect(page)
    return ticket_page(request, ticket, reply=form)


def _say(request: Request, ticket: Ticket, form: ReplyForm) -> None:
    """Write it down once, however often the button was pressed."""
    words: dict[str, Any] = {"text": form.cleaned_data["text"]}
    is_note = request.POST.get("to") == INSIDE
    if not is_note:
        words["asks"] = form.cleaned_data["asks"]
    asked = {**words, "ticket": ticket.pk, "files": digest_of_files(request)}

    def act() -> dict[str, Any]:
        say = note_ticket if is_note else reply_to_ticket
        say(viewer=request.viewer, ticket_id=ticket.pk, files=sent_with(request), **words)
        return {"number": ticket.number}

    once_only(request, "note" if is_note else "reply", asked, act)


def _carry_out(request: Request, number: str, deed: Deed) -> HttpResponse:
    """Ask for what the act needs, then do it; a form that fails keeps every word."""
    ticket = ticket_by(request.viewer, number)
    name = draft_name(ticket, deed.act.value)
    if kept := kept_instead(request, name):
        return kept
    form = deed.form(request.viewer, ticket, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with put_on(form):
            arguments = form.arguments()
            if form.has_files:
                arguments["files"] = sent_with(request)
            acted = deed.command(
                viewer=request.viewer,
                ticket_id=ticket.pk,
                version=version_of(request),
                **arguments,
            )
            drop_draft(request.viewer, name)
            messages.success(request, str(deed.done))
            say_meanwhile(request, form, acted)
            return _onwards(request, ticket)
    if request.method == "GET" and deed.act.value not in acts_open_to(request.viewer, ticket):
        raise Refused(_("This cannot be done to the ticket now, or not by you. Open it again."))
    if request.htmx and deed is deeds.ASSIGN and not form.is_bound:
        return act_page(request, ticket, deed, form, "servicedesk/_assign_form.html")
    return act_page(request, ticket, deed, form)


def _onwards(request: Request, ticket: Ticket) -> HttpResponse:
    """To the board when it was done there, else to the ticket; out of sight, to the queue."""
    board = reverse("servicedesk:ticket-board")
    path, _mark, asked = request.POST.get("back", "").partition("?")
    if path == board:
        return redirect(f"{board}?{asked}")
    try:
        ticket_by(request.viewer, ticket.pk)
    except NotFound:
        return redirect("servicedesk:ticket-list")
    return redirect("servicedesk:ticket-show", ticket.number)


def _page(deed: Deed) -> Callable[..., HttpResponse]:
    """The page of an act."""

    @login_required
    @require_http_methods(["GET", "POST"])
    def page(request: Request, number: str) -> HttpResponse:
        return _carry_out(request, number, deed)

    return page


ACTS = {verb: _page(deed) for verb, deed in deeds.BY_ACT.items()}

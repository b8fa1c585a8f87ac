"""The small page of one act on a ticket."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pindos.kernel.drafting import fill, restored
from pindos.kernel.versions import version_in
from pindos.kernel.web import Request
from pindos.records.commands import keep_for_next_try
from pindos.records.terms import Sight
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import sight_of_ticket, ticket_by
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.deeds import Deed
from pindos.servicedesk.web.drafts import draft_name
from pindos.servicedesk.web.forms.acts import ActForm
from pindos.servicedesk.web.matrix import matrix_of
from pindos.servicedesk.web.told import Item, told_to
from pindos.servicedesk.web.who import frame_of


def version_of(request: Request) -> int | None:
    """The version that the page showed; without one nothing is compared."""
    return version_in(request.POST.get("version", ""))


def act_page(
    request: Request,
    ticket: Ticket,
    deed: Deed,
    form: ActForm,
    template: str = "servicedesk/ticket_act.html",
    **more: Any,
) -> HttpResponse:
    """The small page of one act; after a failure with what changed in the meantime.

    A draft goes on from the version that it was begun on.
    """
    draft = restored(request, draft_name(ticket, deed.act.value)) if form.fields else None
    fill(form, draft)
    kept = keep_for_next_try(request, form) if form.is_bound else ()
    fresh = ticket_by(request.viewer, ticket.pk)
    story = told_to(request.viewer, fresh)
    context = {
        "ticket": fresh,
        "deed": deed,
        "form": form,
        "kept": kept,
        "frame": frame_of(request.viewer),
        "seen": story[-1].moment.id if story else 0,
        "news": _news(request.POST.get("seen", "") or (draft.get("seen") if draft else ""), story),
        "version": (draft and draft.get("version")) or fresh.version,
        "shown": (draft and draft.get("shown")) or form.shown(fresh),
        "draft": draft,
        "presence": _presence(request, fresh),
        "has_draft": bool(form.fields),
        "sides": form.sides(fresh),
        "matrix": matrix_of(fresh) if deed.act is Act.PRIORITY else "",
        **more,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)


def _presence(request: Request, ticket: Ticket) -> str:
    """Where to ask who else has the ticket open; empty for its requester."""
    if sight_of_ticket(request.viewer, ticket) != Sight.ALL:
        return ""
    return reverse("servicedesk:ticket-presence", args=[ticket.number])


def _news(seen: str, story: list[Item]) -> list[Item]:
    """What was written since the form was opened."""
    if not (seen.isascii() and seen.isdigit()):
        return []
    return [item for item in story if item.moment.id > int(seen)]

"""The small page of one act on a ticket."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from pindos.kernel.versions import version_in
from pindos.kernel.web import Request
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import ticket_by
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.deeds import Deed
from pindos.servicedesk.web.forms.acts import ActForm
from pindos.servicedesk.web.ticket_page import matrix_of
from pindos.servicedesk.web.told import Item, told_to
from pindos.servicedesk.web.uploads import keep_for_next_try
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
    """The small page of one act; after a failure with what changed in the meantime."""
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
        "news": _news(request, story),
        "shown": form.shown(fresh),
        "sides": form.sides(fresh),
        **(matrix_of(fresh) if deed.act is Act.PRIORITY else {}),
        **more,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)


def _news(request: Request, story: list[Item]) -> list[Item]:
    """What was written since the form was opened."""
    seen = request.POST.get("seen", "")
    if not (seen.isascii() and seen.isdigit()):
        return []
    return [item for item in story if item.moment.id > int(seen)]

"""Pages of what came by mail: every message with its fate, and one as it came."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.filtering import EVERYTHING, Condition, Op, list_page
from pindos.kernel.slots import render as render_slot
from pindos.kernel.web import Request
from pindos.mail.commands import discard_arrival, raw_of, restore_arrival
from pindos.mail.listings import ARRIVALS
from pindos.mail.queries import (
    arrival_by,
    keeps_mail,
    letter_of,
    mailbox_troubles,
    receiving_server,
    tally,
    waiting_since,
)
from pindos.mail.queries.beside import closed_in, harm_of, invitation_in
from pindos.mail.terms import NEEDS_A_PERSON, OPEN_FATES, Fate, Why
from pindos.mail.web.saying import defects_in, trust_in
from pindos.mail.web.sorting import sorting_of

ROWS = 25


@login_required
@require_safe
def arrival_list(request: Request) -> HttpResponse:
    """All that came, newest first; at its head what a person has to decide on."""
    fate = request.GET.get("fate", "")
    is_one = fate in Fate.values
    counted = tally(request.viewer)
    waiting, oldest = waiting_since(request.viewer)
    words = {
        "fate": fate,
        "fates": _tabs(counted, fate),
        "total": sum(counted.values()),
        "held": sum(counted.get(each, 0) for each in NEEDS_A_PERSON),
        "unassigned": counted.get(Fate.UNASSIGNED, 0),
        "used": counted.get(Fate.OPENED, 0) + counted.get(Fate.ADDED, 0),
        "waiting": waiting,
        "oldest": oldest,
        "keeps": keeps_mail(request.viewer),
        "troubles": mailbox_troubles(request.viewer),
    }
    return list_page(
        request,
        ARRIVALS,
        "mail/arrival_list.html",
        lambda rows: words,
        within=Condition("fate", Op.EQ, (fate,)) if is_one else EVERYTHING,
        size=ROWS,
    )


def _tabs(counted: Mapping[str, int], fate: str) -> list[tuple[str, str]]:
    """The fates that have a tab: what a person decides on, what happened lately, what is open."""
    shown = {*NEEDS_A_PERSON, fate, *counted}
    return [(value, str(label)) for value, label in Fate.choices if value in shown]


@login_required
@require_safe
def arrival_show(request: Request, arrival: int) -> HttpResponse:
    """One message: what it says, what became of it and why, and what a person may do."""
    row = arrival_by(request.viewer, arrival)
    try:
        read = letter_of(row)
    except OSError:
        read = None
    words = {
        "arrival": row,
        "read": read,
        "is_open": row.fate in OPEN_FATES,
        "keeps": keeps_mail(request.viewer),
        "is_blockable": bool(row.sender) and row.why not in (Why.BOUNCED, Why.OWN),
        "receiving": receiving_server(),
        "trust": trust_in(read.authentication, row.sender) if read else None,
        "closed": closed_in(read) if read else "",
        "invitation": invitation_in(read.calendar) if read else [],
        "defects": defects_in(read.defects) if read and row.fate != Fate.TOO_LARGE else [],
        "harm": harm_of(read) if read else "",
        "sorting": sorting_of(request, row),
        "panels": render_slot("mail.arrival", request.viewer, row.pk),
    }
    return render(request, "mail/arrival_show.html", words)


@login_required
@require_safe
def arrival_raw(request: Request, arrival: int) -> HttpResponse:
    """The message as it came, to be kept or opened in a mail program; noted in the audit."""
    name, raw = raw_of(viewer=request.viewer, arrival_id=arrival)
    answer = HttpResponse(raw, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@login_required
@require_POST
def arrival_discard(request: Request, arrival: int) -> HttpResponse:
    """Set a message aside."""
    try:
        discard_arrival(viewer=request.viewer, arrival_id=arrival)
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("mail:arrival-show", arrival)
    messages.success(request, _("The message is set aside. It stays on the list."))
    return redirect("mail:arrival-show", arrival)


@login_required
@require_POST
def arrival_restore(request: Request, arrival: int) -> HttpResponse:
    """Take back that a message was set aside."""
    try:
        restore_arrival(viewer=request.viewer, arrival_id=arrival)
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The message waits for a decision again."))
    return redirect("mail:arrival-show", arrival)

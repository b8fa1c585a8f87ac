"""Sorting mail of unknown people: whose an address is, or that nothing more is taken from it."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pindos.kernel.errors import Forbidden, NotFound, Refused, in_one_line
from pindos.kernel.web import Request
from pindos.mail.commands import block_sender_of, tie_sender, untie_sender
from pindos.mail.models import Arrival
from pindos.mail.queries import person_tied_to, sorts_mail
from pindos.mail.terms import OPEN_FATES
from pindos.organisation.queries import administration_held, names_of_people
from pindos.organisation.terms import Role


@dataclass(frozen=True)
class Sorting:
    """What who sorts may do about the sender of a message."""

    tied_to: str  # the name of whoever writes from the address; empty for nobody
    is_open: bool
    may_add: bool  # a person to the register


def sorting_of(request: Request, arrival: Arrival) -> Sorting | None:
    """What the page shows to who sorts; nothing to anybody else."""
    if not arrival.sender or not sorts_mail(request.viewer):
        return None
    tied = person_tied_to(arrival.sender)
    is_open = arrival.fate in OPEN_FATES and (arrival.to_sort or tied is not None)
    if not is_open and tied is None:
        return None
    return Sorting(
        tied_to=names_of_people([tied]).get(tied, "") if tied else "",
        is_open=is_open,
        may_add=administration_held(request.viewer, Role.ADMINISTRATOR) is not None,
    )


@login_required
@require_POST
def sender_tie(request: Request, arrival: int) -> HttpResponse:
    """Say which person of the register writes from the address of a message."""
    try:
        tie_sender(
            viewer=request.viewer, arrival_id=arrival, person=request.POST.get("person", "")
        )
    except (NotFound, Forbidden):
        raise
    except Refused as refusal:
        messages.error(request, in_one_line(refusal))
    else:
        words = _("The address is theirs now. Its messages that wait become tickets at once.")
        messages.success(request, words)
    return redirect("mail:arrival-show", arrival)


@login_required
@require_POST
def sender_untie(request: Request, arrival: int) -> HttpResponse:
    """Take that back; tickets that came of it stay."""
    untie_sender(viewer=request.viewer, arrival_id=arrival)
    messages.success(request, _("The address is nobody's again. Tickets that came of it stay."))
    return redirect("mail:arrival-show", arrival)


@login_required
@require_POST
def sender_block_of(request: Request, arrival: int) -> HttpResponse:
    """Take nothing more from the address of a message, and set it aside."""
    try:
        block_sender_of(viewer=request.viewer, arrival_id=arrival)
    except (NotFound, Forbidden):
        raise
    except Refused as refusal:
        messages.error(request, in_one_line(refusal))
    else:
        messages.success(request, _("Nothing more is taken from this sender."))
    return redirect("mail:arrival-show", arrival)

"""Handing an instruction over to another unit, and putting back what is not its text."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from pindos.kernel.versions import version_in
from pindos.kernel.web import Request
from pindos.knowledge import commands
from pindos.knowledge.models import Instruction
from pindos.knowledge.queries import instruction_by, readable_by
from pindos.knowledge.terms import Act
from pindos.knowledge.web.acting import Deed, at_once, carry_out
from pindos.knowledge.web.forms import OfferForm

OFFER = Deed(
    Act.OFFER,
    commands.offer_instruction,
    OfferForm,
    gettext_lazy("Offer it to another unit"),
    gettext_lazy("It stays yours until they say yes; versions and readers stay as they are."),
    gettext_lazy("Done. Who owns it, and to whom it is offered, stands on this page."),
)


@login_required
@require_http_methods(["GET", "POST"])
def instruction_offer(request: Request, instruction: int) -> HttpResponse:
    """Offer it to another unit."""
    return carry_out(request, instruction_by(request.viewer, instruction), OFFER)


@login_required
@require_POST
def instruction_accept(request: Request, instruction: int) -> HttpResponse:
    """Take it over."""
    words = _("It is your unit's now: you keep it right.")
    return at_once(request, instruction, commands.accept_instruction, words)


@login_required
@require_POST
def instruction_decline(request: Request, instruction: int) -> HttpResponse:
    """Say no, or take the offer back; who may read it no more goes on to the list."""
    row = instruction_by(request.viewer, instruction)
    version = version_in(request.POST.get("version", ""))
    commands.decline_instruction(viewer=request.viewer, instruction_id=row.pk, version=version)
    messages.success(request, _("The offer stands no more: the instruction stays whose it is."))
    if readable_by(request.viewer).filter(pk=row.pk).exists():
        return redirect("knowledge:instruction-show", row.pk)
    return redirect("knowledge:instruction-list")


@login_required
@require_POST
def instruction_undo(request: Request, instruction: int) -> HttpResponse:
    """Put back what one change altered."""
    change = version_in(request.POST.get("change", "")) or 0

    def command(**said: Any) -> Instruction:
        return commands.undo_instruction_change(change=change, **said)

    return at_once(request, instruction, command, _("It is again as it was before that change."))

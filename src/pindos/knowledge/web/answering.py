"""Whether an instruction helped: said on its page, and told to those who write."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.errors import NotFound
from pindos.kernel.web import Request
from pindos.knowledge import commands
from pindos.knowledge.queries import ailing_for, instruction_by, writes_instructions
from pindos.organisation.rights import SEEING
from pindos.search.queries import missed_lately

YES = "yes"


@login_required
@require_POST
def instruction_answer(request: Request, instruction: int) -> HttpResponse:
    """Say whether it helped."""
    row = instruction_by(request.viewer, instruction)
    has_helped = request.POST.get("helped") == YES
    commands.answer_instruction(
        viewer=request.viewer,
        instruction_id=row.pk,
        has_helped=has_helped,
        words=request.POST.get("words", ""),
    )
    if has_helped:
        messages.success(request, _("Good that it helped. Thank you for saying so."))
    else:
        messages.success(request, _("Thank you: those who write it are told. Ask for help now."))
    return redirect("knowledge:instruction-show", row.pk)


@login_required
@require_safe
def instruction_ailing(request: Request) -> HttpResponse:
    """Which instructions no longer help, beside what people looked for in vain."""
    viewer = request.viewer
    if not viewer.holds(*SEEING):
        raise NotFound
    words = {
        "ailing": ailing_for(viewer),
        "missed": missed_lately(viewer, 20),
        "writes": writes_instructions(viewer),
    }
    return render(request, "knowledge/instruction_ailing.html", words)

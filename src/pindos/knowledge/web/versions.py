"""The versions of an instruction: what one says, what it changed, and bringing it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.versions import version_in
from pindos.kernel.web import Request
from pindos.knowledge import commands
from pindos.knowledge.models import Edition
from pindos.knowledge.queries import acts_open_to, edition_by, instruction_by, written_in
from pindos.knowledge.rules import difference
from pindos.knowledge.terms import Act


@login_required
@require_safe
def instruction_version(request: Request, instruction: int, number: int) -> HttpResponse:
    """One version as its readers had it, and what it changed."""
    row = instruction_by(request.viewer, instruction)
    edition = edition_by(request.viewer, row, number)
    before = row.editions.filter(number=number - 1).first()
    words = {
        "instruction": row,
        "edition": edition,
        "shown": written_in(edition),
        "before": before,
        "lines": difference(_whole(before), _whole(edition)) if before else [],
        "may": Act.BRING_BACK.value in acts_open_to(request.viewer, row),
    }
    return render(request, "knowledge/instruction_version.html", words)


@login_required
@require_POST
def instruction_bring_back(request: Request, instruction: int, number: int) -> HttpResponse:
    """Let what is written be what this version says."""
    row = instruction_by(request.viewer, instruction)
    edition_by(request.viewer, row, number)
    commands.bring_back_instruction(
        viewer=request.viewer,
        instruction_id=row.pk,
        number=number,
        version=version_in(request.POST.get("version", "")),
    )
    words = _("What is written is again what version %(number)s says. Publish it, if it is right.")
    messages.success(request, words % {"number": number})
    return redirect("knowledge:instruction-show", row.pk)


def _whole(edition: Edition) -> str:
    return f"{edition.title}\n\n{edition.text}"

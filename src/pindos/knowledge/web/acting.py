"""The acts on an instruction: files, publishing, review, retiring; each with its small page or
its button."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from pindos.kernel.errors import Clash, Forbidden, Refused
from pindos.kernel.refusals import put_on
from pindos.kernel.versions import version_in
from pindos.kernel.web import Request
from pindos.knowledge import commands
from pindos.knowledge.models import Instruction
from pindos.knowledge.queries import acts_open_to, instruction_by
from pindos.knowledge.terms import Act
from pindos.knowledge.web.forms import FilesForm, PublishForm, ReviewForm
from pindos.knowledge.web.page import instruction_page
from pindos.records.commands import keep_for_next_try, sent_with


class Deed(NamedTuple):
    """An act with a page of its own: what the page and its message say."""

    act: Act
    command: Callable[..., Instruction]
    form: type[forms.Form]
    button: Promise
    lead: Promise
    done: Promise


PUBLISH = Deed(
    Act.PUBLISH,
    commands.publish_instruction,
    PublishForm,
    pgettext_lazy("instruction", "Publish"),
    gettext_lazy("Its readers get what is written now, as a version that never changes."),
    gettext_lazy("It is published: its readers find it."),
)
REVIEW = Deed(
    Act.REVIEW,
    commands.review_instruction,
    ReviewForm,
    gettext_lazy("It is still right"),
    gettext_lazy("You have looked at it step by step, and it helps as it stands."),
    gettext_lazy("The day of the next review is set."),
)


@login_required
@require_http_methods(["GET", "POST"])
def instruction_publish(request: Request, instruction: int) -> HttpResponse:
    """Give what is written to its readers."""
    return carry_out(request, instruction_by(request.viewer, instruction), PUBLISH)


@login_required
@require_http_methods(["GET", "POST"])
def instruction_review(request: Request, instruction: int) -> HttpResponse:
    """Say that it is still right."""
    return carry_out(request, instruction_by(request.viewer, instruction), REVIEW)


@login_required
@require_POST
def instruction_retire(request: Request, instruction: int) -> HttpResponse:
    """Take it from its readers."""
    words = _("It is retired: nobody finds it any more. You can take it back into use here.")
    return at_once(request, instruction, commands.retire_instruction, words)


@login_required
@require_POST
def instruction_revive(request: Request, instruction: int) -> HttpResponse:
    """Take it back into use."""
    words = _("It is in use again.")
    return at_once(request, instruction, commands.revive_instruction, words)


@login_required
@require_POST
def instruction_load(request: Request) -> HttpResponse:
    """Take in what ships with the product, as drafts of one's own unit."""
    found = commands.load_instructions(viewer=request.viewer)
    if not found:
        messages.info(request, _("All that come with the product are here already."))
        return redirect("knowledge:instruction-list")
    words = ngettext(
        "%(n)s draft was added. Read it, make it yours and publish it.",
        "%(n)s drafts were added. Read them, make them yours and publish them.",
        len(found),
    )
    messages.success(request, words % {"n": len(found)})
    return redirect(f"{reverse('knowledge:instruction-list')}?filter=state%20%3D%20draft")


@login_required
@require_POST
def instruction_attach(request: Request, instruction: int) -> HttpResponse:
    """Attach pictures and files."""
    row = instruction_by(request.viewer, instruction)
    form = FilesForm(request.POST)
    if form.is_valid():
        with put_on(form):
            commands.attach_to_instruction(
                viewer=request.viewer, instruction_id=row.pk, files=sent_with(request)
            )
            messages.success(request, _("The files belong to it now."))
            return redirect("knowledge:instruction-show", row.pk)
    return instruction_page(request, row, files=form, kept=keep_for_next_try(request, form))


@login_required
@require_POST
def instruction_detach(request: Request, instruction: int) -> HttpResponse:
    """Take a file out."""
    file = version_in(request.POST.get("file", "")) or 0

    def command(**said: Any) -> Instruction:
        said.pop("version")
        return commands.detach_from_instruction(file=file, **said)

    words = _("The file belongs to what is written no more; versions that stand keep it.")
    return at_once(request, instruction, command, words)


def at_once(
    request: Request, instruction: int, command: Callable[..., Instruction], words: str
) -> HttpResponse:
    """Do what needs nothing but a button, and say so."""
    row = instruction_by(request.viewer, instruction)
    version = version_in(request.POST.get("version", ""))
    command(viewer=request.viewer, instruction_id=row.pk, version=version)
    messages.success(request, words)
    return redirect("knowledge:instruction-show", row.pk)


def carry_out(request: Request, row: Instruction, deed: Deed) -> HttpResponse:
    """Ask for what the act needs, then do it; a form that fails keeps every word."""
    if request.method == "GET":
        _refuse_what_is_not_open(request, row, deed)
    form = deed.form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        version = version_in(request.POST.get("version", ""))
        try:
            with put_on(form):
                deed.command(
                    viewer=request.viewer,
                    instruction_id=row.pk,
                    version=version,
                    **form.cleaned_data,
                )
                messages.success(request, str(deed.done))
                return redirect("knowledge:instruction-show", row.pk)
        except Clash as clash:
            form.add_error(None, str(clash))
    fresh = instruction_by(request.viewer, row.pk)
    words = {"instruction": fresh, "deed": deed, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "knowledge/instruction_act.html", words, status=status)


def _refuse_what_is_not_open(request: Request, row: Instruction, deed: Deed) -> None:
    acts = acts_open_to(request.viewer, row)
    if not acts:
        raise Forbidden(
            _("Only those who work in the unit that owns the instruction can do this.")
        )
    if deed.act.value not in acts:
        raise Refused(_("This cannot be done to the instruction now. Open it again."))

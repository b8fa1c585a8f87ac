"""Pages of one instruction: begun, read, printed, written on."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindos.kernel.clashes import Side, say_meanwhile, show_both, to_edit, with_choices
from pindos.kernel.drafting import fill, kept_instead, restored
from pindos.kernel.drafts import drop_draft
from pindos.kernel.errors import Clash, Forbidden, NotFound, Refused
from pindos.kernel.once_only import once_only, token
from pindos.kernel.presenting import present
from pindos.kernel.refusals import put_on
from pindos.kernel.versions import seen_in, shown
from pindos.kernel.web import Request
from pindos.knowledge import commands
from pindos.knowledge.models import Instruction
from pindos.knowledge.queries import (
    acts_open_to,
    instruction_by,
    is_read_in_full,
    text_of,
    writes_instructions,
)
from pindos.knowledge.rules import topics_of
from pindos.knowledge.terms import ABOUT, TITLE_LENGTH, Act, Audience, Kind
from pindos.knowledge.web.forms import HIDDEN, DraftForm, InstructionForm
from pindos.knowledge.web.page import frame_of, instruction_page

COLUMNS = (
    "title",
    "text",
    "kind",
    "audience",
    "audience_unit_id",
    "categories",
    "review_on",
)
DRAFT = "instruction:draft"


@login_required
@require_safe
def instruction_show(request: Request, instruction: int) -> HttpResponse:
    """What its readers get; for those who write it what is being written, too."""
    row = instruction_by(request.viewer, instruction)
    if request.method == "GET":
        commands.note_reading(viewer=request.viewer, instruction_id=row.pk)
    return instruction_page(request, row)


@login_required
@require_safe
def instruction_print(request: Request, instruction: int) -> HttpResponse:
    """The same on paper: to hang beside the device."""
    row = instruction_by(request.viewer, instruction)
    words = {"instruction": row, "shown": text_of(row), "frame": frame_of(request.viewer)}
    return render(request, "knowledge/instruction_print.html", words)


@login_required
@require_http_methods(["GET", "POST"])
def instruction_draft(request: Request) -> HttpResponse:
    """A new instruction; the address may say its title."""
    if not writes_instructions(request.viewer):
        raise NotFound
    if kept := kept_instead(request, DRAFT):
        return kept
    title = request.GET.get("title", "")[:TITLE_LENGTH]
    initial = {"kind": Kind.INSTRUCTION, "audience": Audience.EVERYBODY, "title": title}
    form = DraftForm(
        request.viewer, request.POST if request.method == "POST" else None, initial=initial
    )
    if form.is_valid():
        with put_on(form):
            answer = _drafted_once(request, form.cleaned_data)
            drop_draft(request.viewer, DRAFT)
            messages.success(request, _("The draft stands. Attach pictures, then publish it."))
            return redirect("knowledge:instruction-show", answer["id"])
    draft = None if title else restored(request, DRAFT)
    fill(form, draft)
    words: dict[str, Any] = {"form": form, "instruction": None, "draft": draft, "sides": []}
    words["once"] = token(request)
    status = 422 if form.is_bound else 200
    return render(request, "knowledge/instruction_form.html", words, status=status)


def _drafted_once(request: Request, said: dict[str, Any]) -> dict[str, Any]:
    """Begin it, or answer as the first click was; the same form with other words is new."""

    def act() -> dict[str, Any]:
        return {"id": commands.draft_instruction(viewer=request.viewer, **said).pk}

    plain = {name: str(value) for name, value in said.items()}
    return once_only(request, "draft-instruction", plain, act)


@login_required
@require_http_methods(["GET", "POST"])
def instruction_edit(request: Request, instruction: int) -> HttpResponse:
    """To be written on; what two change is joined field by field."""
    row = instruction_by(request.viewer, instruction)
    _refuse_closed(request, row)
    name = f"instruction:{row.pk}:edit"
    if kept := kept_instead(request, name):
        return kept
    data: Any = with_choices(request.POST) if request.method == "POST" else None
    initial = to_edit(row, COLUMNS, _now(row)) | {"categories": topics_of(row.categories)}
    form = InstructionForm(request.viewer, data, initial=initial)
    sides: list[Side] = []
    if form.is_valid():
        said = {key: value for key, value in form.cleaned_data.items() if key not in HIDDEN}
        seen = seen_in(form.cleaned_data["shown"])
        try:
            with put_on(form):
                saved = commands.edit_instruction(
                    viewer=request.viewer,
                    instruction_id=row.pk,
                    version=form.cleaned_data["version"],
                    seen=seen,
                    **said,
                )
                drop_draft(request.viewer, name)
                messages.success(request, _said_of(saved))
                say_meanwhile(request, form, saved)
                return redirect("knowledge:instruction-show", row.pk)
        except Clash as clash:
            form.add_error(None, str(clash))
            fresh = instruction_by(request.viewer, instruction)
            sides = show_both(form, clash, _now(fresh), shown(fresh, COLUMNS))
    draft = restored(request, name)
    fill(form, draft)
    words = {"form": form, "instruction": row, "draft": draft, "sides": sides}
    words["presence"] = reverse("knowledge:instruction-presence", args=[row.pk])
    status = 422 if form.is_bound else 200
    return render(request, "knowledge/instruction_form.html", words, status=status)


def _said_of(row: Instruction) -> str:
    if row.edition is None:
        return _("It is saved.")
    return _("It is saved. Readers get the version that is published, until you publish again.")


def _refuse_closed(request: Request, row: Instruction) -> None:
    acts = acts_open_to(request.viewer, row)
    if not acts:
        raise Forbidden(
            _("Only those who work in the unit that owns the instruction can do this.")
        )
    if request.method == "GET" and Act.EDIT.value not in acts:
        raise Refused(_("It is retired: take it back into use first."))


def _now(row: Instruction) -> Mapping[str, str]:
    """An instruction in the form's own words."""
    return {
        "title": row.title,
        "text": row.text,
        "kind": row.kind,
        "audience": row.audience,
        "audience_unit": row.audience_unit.key if row.audience_unit else "",
        "categories": row.categories.strip(),
        "review_on": row.review_on.isoformat() if row.review_on else "",
    }


@login_required
@require_POST
def instruction_presence(request: Request, instruction: int) -> HttpResponse:
    """Who else has it open; for those who read it in full."""
    row = instruction_by(request.viewer, instruction)
    if not is_read_in_full(request.viewer, row):
        raise NotFound
    return present(request, f"{ABOUT}:{row.pk}")

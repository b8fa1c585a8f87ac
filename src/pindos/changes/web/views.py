"""Pages of planned work: the list, one change, planning and putting it otherwise."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindos.changes import commands
from pindos.changes.models import Change
from pindos.changes.queries import (
    CHANGES,
    acts_open_to,
    announcement,
    approvals_waiting_for,
    change_by,
    plans,
    sees_changes,
    sight_of_change,
)
from pindos.changes.terms import ABOUT, Act, Sight
from pindos.changes.web.change_page import change_page
from pindos.changes.web.forms import PlanForm
from pindos.changes.web.putting import put_against, to_edit
from pindos.kernel.clashes import Side, say_meanwhile, with_choices
from pindos.kernel.drafting import fill, kept_instead, restored
from pindos.kernel.drafts import drop_draft
from pindos.kernel.errors import Clash, Forbidden, NotFound
from pindos.kernel.filtering import list_page
from pindos.kernel.presenting import present
from pindos.kernel.refusals import put_on
from pindos.kernel.versions import seen_in
from pindos.kernel.web import Request

DRAFT = "change:plan"


@login_required
@require_safe
def change_list(request: Request) -> HttpResponse:
    """The planned work that the viewer reads; what waits for their word stands above it."""
    if not sees_changes(request.viewer):
        raise NotFound
    context = {
        "may_plan": plans(request.viewer),
        "waiting": list(approvals_waiting_for(request.viewer)[:6]),
    }
    return list_page(
        request,
        CHANGES,
        "changes/change_list.html",
        lambda rows: context,
        dressed=CHANGES.with_values,
    )


@login_required
@require_safe
def change_show(request: Request, change: int) -> HttpResponse:
    """One change."""
    return change_page(request, change_by(request.viewer, change))


@login_required
@require_safe
def planned_show(request: Request, change: int) -> HttpResponse:
    """What everybody affected may know of planned work."""
    row = announcement(request.viewer, change)
    reads = sees_changes(request.viewer)
    context = {
        "planned": row,
        "is_now": row.is_now(timezone.now()),
        "frame": "shell/base.html" if reads else "shell/simple.html",
    }
    return render(request, "changes/planned_show.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def change_plan(request: Request) -> HttpResponse:
    """New planned work."""
    if not plans(request.viewer):
        raise NotFound
    if kept := kept_instead(request, DRAFT):
        return kept
    form = PlanForm(request.viewer, request.POST or None, change=None)
    if request.method == "POST" and form.is_valid():
        row = _carried_out(form, lambda said: commands.plan_change(viewer=request.viewer, **said))
        if row:
            drop_draft(request.viewer, DRAFT)
            words = _("%(number)s is written down. Look at it, then ask for approval.")
            messages.success(request, words % {"number": row.number})
            return redirect("changes:change-show", row.pk)
    return _form_page(request, form, None, DRAFT)


@login_required
@require_http_methods(["GET", "POST"])
def change_edit(request: Request, change: int) -> HttpResponse:
    """Planned work, to be put otherwise."""
    row = change_by(request.viewer, change)
    if Act.EDIT not in acts_open_to(request.viewer, row):
        raise Forbidden(_("This cannot be put otherwise now, or not by you. Open it again."))
    name = f"change:{row.pk}:edit"
    if kept := kept_instead(request, name):
        return kept
    data: Any = with_choices(request.POST) if request.method == "POST" else None
    form = PlanForm(request.viewer, data, change=row, initial=to_edit(request.viewer, row))
    sides: list[Side] = []
    if form.is_valid():
        seen = {
            "version": form.cleaned_data["version"],
            "seen": seen_in(form.cleaned_data["shown"]),
        }

        def act(said: dict[str, Any]) -> Change:
            return commands.edit_change(
                viewer=request.viewer, change_id=row.pk, **seen, **_changed(form, said)
            )

        try:
            saved = _carried_out(form, act)
        except Clash as clash:
            form.add_error(None, str(clash))
            sides = put_against(request.viewer, form, clash)
        else:
            if saved:
                drop_draft(request.viewer, name)
                messages.success(request, _("It is saved."))
                say_meanwhile(request, form, saved)
                return redirect("changes:change-show", saved.pk)
    return _form_page(request, form, row, name, sides)


@login_required
@require_POST
def change_presence(request: Request, change: int) -> HttpResponse:
    """Who else has it open; for those who read all of it."""
    row = change_by(request.viewer, change)
    if sight_of_change(request.viewer, row) != Sight.ALL:
        raise NotFound
    return present(request, f"{ABOUT}:{row.pk}")


def _changed(form: PlanForm, said: dict[str, Any]) -> dict[str, Any]:
    """All fields but equipment that this form only shows in part: of other units' it says none."""
    if said["assets"] == form.initial.get("assets"):
        del said["assets"]
    return said


def _carried_out(form: PlanForm, act: Callable[[dict[str, Any]], Change]) -> Change | None:
    """Do it; what is refused stands on the form, which keeps every word."""
    with put_on(form, {"asset": "assets"}, onwards=(Clash, NotFound)):
        return act(form.arguments())
    return None


def _form_page(
    request: Request, form: PlanForm, row: Change | None, name: str, sides: Sequence[Side] = ()
) -> HttpResponse:
    """The form, with the draft of this name where the page is opened and not sent."""
    draft = restored(request, name)
    fill(form, draft)
    context: dict[str, Any] = {"form": form, "change": row, "sides": sides, "draft": draft}
    if row:
        context["presence"] = reverse("changes:change-presence", args=[row.pk])
    status = 422 if form.is_bound else 200
    return render(request, "changes/change_form.html", context, status=status)

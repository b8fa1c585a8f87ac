"""The page on which an administrator switches the directory on, maps and tries it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindos.identity import commands
from pindos.identity.commands.directory import SHOWN, Tried
from pindos.identity.models import Directory
from pindos.identity.queries import linked_to_directory, policy_unit_of, the_directory
from pindos.identity.terms import SyncKind
from pindos.identity.web.confirmed import confirmed
from pindos.identity.web.directory_form import DirectoryForm, LoginForm
from pindos.identity.web.forms import note_refusal
from pindos.kernel.clashes import Side, say_meanwhile, show_both, to_edit, with_choices
from pindos.kernel.errors import Clash, Invalid
from pindos.kernel.versions import shown
from pindos.kernel.web import Request
from pindos.organisation.terms import Role

MOST = 200  # changes on the page


@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def directory_set(request: Request) -> HttpResponse:
    """Which servers, how people are found, and what becomes of what the directory says."""
    policy_unit_of(request.viewer)
    return _set(request)


@confirmed
def _set(request: Request) -> HttpResponse:
    row = the_directory()
    if request.method != "POST":
        return _page(request, _form_of(row))
    form = DirectoryForm(with_choices(request.POST), request.FILES)
    sides: list[Side] = []
    if form.is_valid():
        try:
            row = commands.set_directory(viewer=request.viewer, **form.asked())
        except Clash as clash:
            form.add_error(None, str(clash))
            sides = show_both(form, clash, _now(clash.row), shown(clash.row, SHOWN))
        except Invalid as wrong:
            note_refusal(form, wrong)
        else:
            messages.success(request, _("The directory is saved. Try it with one person."))
            say_meanwhile(request, form, row)
            return redirect("identity:directory-set")
    return _page(request, form, sides, status=422)


@login_required
@require_POST
def directory_try(request: Request) -> HttpResponse:
    """Ask the directory and say in words what worked."""
    policy_unit_of(request.viewer)
    form = LoginForm(request.POST)
    login = form.cleaned_data["login"] if form.is_valid() else ""
    tried = commands.try_directory(viewer=request.viewer, login=login)
    return _page(request, _form_of(the_directory()), tried=tried, login=login)


@login_required
@require_safe
def directory_plan(request: Request) -> HttpResponse:
    """What comparing people with the directory would change; nothing is changed."""
    plan = commands.plan_sync(viewer=request.viewer)
    rows = [(str(SyncKind(each.kind).label), each) for each in plan.changes[:MOST]]
    context = {"plan": plan, "rows": rows, "count": len(plan.changes), "most": MOST}
    return render(request, "identity/directory_plan.html", context)


@login_required
@require_POST
def directory_sync(request: Request) -> HttpResponse:
    """Carry it out."""
    plan = commands.sync_directory(viewer=request.viewer)
    count = len(plan.changes)
    words = ngettext("%(n)s change was made.", "%(n)s changes were made.", count) % {"n": count}
    messages.success(request, words)
    return redirect("identity:directory-set")


def _form_of(row: Directory | None) -> DirectoryForm:
    values = {name: getattr(row or Directory(), name) for name in SHOWN}
    return DirectoryForm(initial=to_edit(row, SHOWN, values) if row else values)


def _page(
    request: Request,
    form: DirectoryForm,
    sides: Sequence[Side] = (),
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    row = the_directory()
    tried: Tried | None = more.get("tried")
    context = {
        "form": form,
        "sides": sides,
        "directory": row,
        "linked": linked_to_directory().count(),
        "try_form": LoginForm(initial={"login": more.get("login", "")}, auto_id="try_%s"),
        "tried": tried,
        "role": Role(tried.role).label if tried and tried.role else "",
        "has_password": bool(row and row.secret),
        "here": "identity:directory-set",
    }
    return render(request, "identity/directory_set.html", context, status=status)


def _now(row: Directory) -> dict[str, str]:
    """Its values as the form has them; a box that is not ticked sends nothing."""
    fields = DirectoryForm.base_fields
    values = {name: str(fields[name].prepare_value(getattr(row, name))) for name in SHOWN}
    boxes = ("is_plain_wanted", "is_on", "is_synced")
    return {**values, **{name: "on" if getattr(row, name) else "" for name in boxes}}

"""Pages of equipment: the list, one piece, adding and putting right."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindos.inventory import commands
from pindos.inventory.models import Asset
from pindos.inventory.queries import ASSETS, asset_by, looks_after
from pindos.inventory.web.forms import AssetForm
from pindos.kernel.clashes import Side, say_meanwhile, show_both, to_edit, with_choices
from pindos.kernel.errors import Clash, Forbidden, NotFound
from pindos.kernel.filtering import list_page
from pindos.kernel.refusals import put_on
from pindos.kernel.slots import render as render_slot
from pindos.kernel.versions import seen_in, shown
from pindos.kernel.web import Request
from pindos.organisation.rights import capacity_in

COLUMNS = ("tag", "kind", "model", "serial", "site_id", "person_id", "status", "note")
HIDDEN = ("version", "shown")


@login_required
@require_safe
def asset_list(request: Request) -> HttpResponse:
    """What the viewer's units look after."""
    may_add = looks_after(request.viewer)
    return list_page(
        request,
        ASSETS,
        "inventory/asset_list.html",
        lambda rows: {"may_add": may_add},
        dressed=ASSETS.with_values,
    )


@login_required
@require_safe
def asset_show(request: Request, asset: int) -> HttpResponse:
    """One piece: what it is, where it stands, who uses it."""
    row = asset_by(request.viewer, asset)
    words = {
        "asset": row,
        "may_edit": bool(capacity_in(request.viewer, row.unit_id)),
        "panels": render_slot("inventory.asset", request.viewer, row.pk),
    }
    return render(request, "inventory/asset_show.html", words)


@login_required
@require_http_methods(["GET", "POST"])
def asset_add(request: Request) -> HttpResponse:
    """A new piece."""
    if not looks_after(request.viewer):
        raise NotFound
    form = AssetForm(request.viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = _carried_out(form, lambda said: commands.add_asset(viewer=request.viewer, **said))
        if row:
            words = _("%(tag)s is in the inventory now.")
            messages.success(request, words % {"tag": row.tag})
            return redirect("inventory:asset-show", row.pk)
    return _form_page(request, form, None, [])


@login_required
@require_http_methods(["GET", "POST"])
def asset_edit(request: Request, asset: int) -> HttpResponse:
    """A piece, to be put right or put elsewhere."""
    row = asset_by(request.viewer, asset)
    if not capacity_in(request.viewer, row.unit_id):
        raise Forbidden(_("Only those who look after equipment may change this."))
    initial = to_edit(row, COLUMNS, _now(row))
    data: Any = with_choices(request.POST) if request.method == "POST" else None
    form = AssetForm(request.viewer, data, initial=initial)
    sides: list[Side] = []
    if form.is_valid():
        seen = {
            "version": form.cleaned_data["version"],
            "seen": seen_in(form.cleaned_data["shown"]),
        }

        def act(said: dict[str, Any]) -> Asset:
            return commands.change_asset(viewer=request.viewer, asset_id=asset, **seen, **said)

        try:
            saved = _carried_out(form, act)
        except Clash as clash:
            form.add_error(None, str(clash))
            fresh = asset_by(request.viewer, asset)
            sides = show_both(form, clash, _now(fresh), shown(fresh, COLUMNS))
        else:
            if saved:
                messages.success(request, _("It is saved."))
                say_meanwhile(request, form, saved)
                return redirect("inventory:asset-show", saved.pk)
    return _form_page(request, form, row, sides)


def _carried_out(form: AssetForm, act: Callable[[dict[str, Any]], Asset]) -> Asset | None:
    """Do it; what is refused stands on the form, which keeps every word."""
    said = {name: value for name, value in form.cleaned_data.items() if name not in HIDDEN}
    if said["person"] == form.initial.get("person") and "person" in form.initial:
        del said["person"]
    with put_on(form, onwards=(Clash, NotFound)):
        return act(said)
    return None


def _form_page(
    request: Request, form: AssetForm, row: Asset | None, sides: list[Side]
) -> HttpResponse:
    words = {"form": form, "asset": row, "sides": sides}
    status = 422 if form.is_bound else 200
    return render(request, "inventory/asset_form.html", words, status=status)


def _now(row: Asset) -> Mapping[str, str]:
    """A piece in the form's own words."""
    person = row.person
    return {
        "tag": row.tag,
        "kind": row.kind,
        "model": row.model,
        "serial": row.serial,
        "site": str(row.site_id),
        "person": (person.email or person.name) if person else "",
        "status": row.status,
        "note": row.note,
    }


def _set(command: Callable[..., Asset], said: Promise) -> Callable[..., HttpResponse]:
    @login_required
    @require_POST
    def page(request: Request, asset: int) -> HttpResponse:
        command(viewer=request.viewer, asset_id=asset)
        messages.success(request, str(said))
        return redirect("inventory:asset-show", asset)

    return page


asset_retire = _set(commands.retire_asset, gettext_lazy("It is retired; it stays on record."))
asset_restore = _set(commands.restore_asset, gettext_lazy("It is in use again."))

"""Pages of saved views: those one may use, keep one, change it, be told of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.errors import Invalid
from pindos.kernel.filtering import list_page
from pindos.kernel.web import Request
from pindos.lists import commands
from pindos.lists.listings import VIEWS
from pindos.lists.queries import (
    listing_for,
    own_view_by,
    subscriptions_for,
    view_by,
)
from pindos.lists.serving import answer
from pindos.lists.terms import Cadence
from pindos.lists.web.forms import ViewForm
from pindos.lists.web.rows import rows_of
from pindos.organisation.queries import unit_facts

HERE = "lists:view-list"


@login_required
@require_safe
def view_list(request: Request) -> HttpResponse:
    """The viewer's views, and those shared with their units."""
    viewer = request.viewer
    return list_page(
        request,
        VIEWS,
        "lists/view_list.html",
        lambda views: {
            "rows": rows_of(viewer, views),
            "told": subscriptions_for(viewer).count(),
            "cadences": Cadence.choices,
        },
    )


@login_required
def view_add(request: Request) -> HttpResponse:
    """Keep what a list is asked for just now."""
    listing = listing_for(request.viewer, request.GET.get("list", ""))
    asked = {name: request.GET.get(name, "") for name in ("filter", "sort", "columns")}
    form = ViewForm(request.POST or None, viewer=request.viewer, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            said = {**asked, **form.cleaned_data}
            view = commands.save_view(viewer=request.viewer, list_key=listing.key, **said)
        except Invalid as error:
            form.take_over(error)
        else:
            messages.success(request, _("The view «%(name)s» is kept.") % {"name": view.name})
            return redirect(HERE)
    return _form(request, form, str(listing.label))


@login_required
def view_edit(request: Request, view_id: int) -> HttpResponse:
    """A view of one's own, to be changed."""
    view = own_view_by(request.viewer, view_id)
    unit = unit_facts(view.unit_id).key if view.unit_id else ""
    now = {"name": view.name, "filter": view.filter, "unit": unit}
    form = ViewForm(request.POST or None, viewer=request.viewer, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_view(viewer=request.viewer, view_id=view_id, **form.cleaned_data)
        except Invalid as error:
            form.take_over(error)
        else:
            messages.success(request, _("The view is changed."))
            return redirect(HERE)
    return _form(request, form, str(listing_for(request.viewer, view.list_key).label))


@login_required
@require_POST
def view_delete(request: Request, view_id: int) -> HttpResponse:
    """Keep it no longer."""
    commands.delete_view(viewer=request.viewer, view_id=view_id)
    messages.success(request, _("The view is deleted."))
    return redirect(HERE)


@login_required
@require_POST
def view_subscribe(request: Request, view_id: int) -> HttpResponse:
    """Be told of it from now on; without a cadence, no longer."""
    view = view_by(request.viewer, view_id)
    if cadence := request.POST.get("cadence", ""):
        commands.subscribe_to_view(viewer=request.viewer, view_id=view_id, cadence=cadence)
        words = _("You will be told of «%(name)s».")
    else:
        commands.unsubscribe_from_view(viewer=request.viewer, view_id=view_id)
        words = _("You will not be told of «%(name)s» any more.")
    messages.success(request, words % {"name": view.name})
    return redirect(HERE)


@login_required
@require_safe
def export(request: Request) -> HttpResponseBase:
    """A list as a file, as it is asked for."""
    asked = {name: request.GET.get(name, "") for name in ("filter", "sort", "columns")}
    key, format = request.GET.get("list", ""), request.GET.get("as", "csv")
    return answer(request.viewer, key, format, **asked)


def _form(request: Request, form: ViewForm, listing: str) -> HttpResponse:
    status = 422 if form.is_bound else 200
    words = {"form": form, "listing": listing, "here": HERE}
    return render(request, "lists/view_form.html", words, status=status)

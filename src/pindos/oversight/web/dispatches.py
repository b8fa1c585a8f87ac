"""Pages of what is sent each month: the list, one with its log, and a new one."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindos.kernel.errors import Forbidden
from pindos.kernel.filtering import list_page
from pindos.kernel.refusals import put_on
from pindos.kernel.slots import render as render_slot
from pindos.kernel.web import Request
from pindos.lists.queries import views_shared_with
from pindos.organisation.queries import UnitFacts
from pindos.oversight import commands
from pindos.oversight.models import Dispatch
from pindos.oversight.queries import (
    DISPATCHES,
    dispatch_by,
    first_workday,
    log_of,
    people_of,
    reads_report,
    right_to_dispatch,
    units_dispatched_by,
)
from pindos.oversight.terms import What


class DispatchForm(forms.Form):
    """Who gets what of one unit."""

    person = forms.ChoiceField(label=gettext_lazy("Who gets it"))
    what = forms.ChoiceField(label=gettext_lazy("What"))

    def __init__(self, data: object, unit_id: int) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        people = [(str(each.id), each.name) for each in people_of(unit_id)]
        views = [(str(row.pk), row.name) for row in views_shared_with(unit_id)]
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            (What.REPORT.value, str(What.REPORT.label)),
            *((pk, _("View «%(name)s»") % {"name": name}) for pk, name in views),
        ]


@login_required
@require_safe
def dispatch_list(request: Request) -> HttpResponse:
    """What is sent of the units whose work the viewer reads."""

    def words(rows: Sequence[Dispatch]) -> dict[str, object]:
        return {"rows": rows, "units": units_dispatched_by(request.viewer)}

    return list_page(request, DISPATCHES, "oversight/dispatches/list.html", words)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dispatch_add(request: Request) -> HttpResponse:
    """Somebody of a unit gets something from the next month on."""
    units = units_dispatched_by(request.viewer)
    unit = _chosen(units, request.GET.get("unit", ""))
    form = DispatchForm(request.POST or None, unit.id)
    if form.is_valid():
        what = form.cleaned_data["what"]
        is_view = what != What.REPORT
        with put_on(form):
            row = commands.add_dispatch(
                viewer=request.viewer,
                unit=unit.key,
                person=int(form.cleaned_data["person"]),
                what=What.VIEW if is_view else What.REPORT,
                view_id=int(what) if is_view else None,
            )
            messages.success(request, _("It is kept: it goes on the next first working day."))
            return redirect("oversight:dispatch-show", row.pk)
    context = {"form": form, "unit": unit, "units": units}
    status = 422 if form.is_bound else 200
    return render(request, "oversight/dispatches/add.html", context, status=status)


@login_required
@require_safe
def dispatch_show(request: Request, dispatch: int) -> HttpResponse:
    """One of them, and what came of it month by month."""
    row = dispatch_by(request.viewer, dispatch)
    may = bool(right_to_dispatch(request.viewer, row.unit_id))
    context = {
        "row": row,
        "lines": log_of(row),
        "first": first_workday(row.unit_id, timezone.localdate()),
        "may": may,
        "reads": reads_report(request.viewer, row.unit_id),
        "panels": render_slot("oversight.dispatch", request.viewer, row.pk) if may else "",
    }
    return render(request, "oversight/dispatches/show.html", context)


@login_required
@require_POST
def dispatch_edit(request: Request, dispatch: int) -> HttpResponse:
    """Send it no more, or again."""
    is_on = request.POST.get("is_on") == "yes"
    commands.edit_dispatch(viewer=request.viewer, dispatch_id=dispatch, is_on=is_on)
    words = _("It is sent from the next month on.") if is_on else _("It is sent no more.")
    messages.success(request, words)
    return redirect("oversight:dispatch-show", dispatch)


def _chosen(units: Sequence[UnitFacts], key: str) -> UnitFacts:
    found = [unit for unit in units if not key or unit.key == key]
    if not found:
        raise Forbidden(_("Only the head of the unit, or whoever stands above, says this."))
    return found[0]

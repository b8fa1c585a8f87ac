"""Pages on which single units are added, changed and closed; the chart is changed with them."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pindos.kernel.errors import NotFound
from pindos.kernel.refusals import put_on
from pindos.kernel.web import Request
from pindos.organisation import commands
from pindos.organisation.commands import ChartDifference
from pindos.organisation.models import Administration, Unit
from pindos.organisation.queries.charts import chart_kept_by, chart_now
from pindos.organisation.queries.language import in_language
from pindos.organisation.web.steps import steps_of
from pindos.organisation.web.unit_forms import ContactForm, LocalForm, UnitForm

HERE = "organisation:chart-show"
Act = Callable[..., ChartDifference]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unit_add(request: Request) -> HttpResponse:
    """A new unit: what it is, what would change, then it holds."""
    own = chart_kept_by(request.viewer, request.GET.get("administration", ""))
    form = UnitForm(_sent(request), own=own, is_new=True)

    def act(**said: Any) -> ChartDifference:
        return commands.add_unit(viewer=request.viewer, administration=own.key, **said)

    title = _("Add a unit")
    return _answered(request, own, form, act, title, lambda said: _of_unit(said["key"]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unit_edit(request: Request, key: str) -> HttpResponse:
    """A unit, to be renamed, moved or given other competences."""
    unit, own = _kept(request, key)
    form: forms.Form
    if unit.prefecture_id:
        form = ContactForm(_sent(request), initial={"email": unit.email, "phone": unit.phone})
    else:
        form = UnitForm(_sent(request), own=own, is_new=False, initial=_now(own, key))

    def act(**said: Any) -> ChartDifference:
        return commands.change_unit(viewer=request.viewer, key=key, **said)

    words = {"unit": unit, "is_local": bool(unit.prefecture_id)}
    name = in_language(unit.name_el, unit.name_en)
    return _answered(request, own, form, act, name, lambda said: _of_unit(key), words)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def local_edit(request: Request) -> HttpResponse:
    """What all local departments have alike."""
    own = chart_kept_by(request.viewer, request.GET.get("administration", ""))
    local = chart_now(own).local_departments
    if local is None:
        raise NotFound
    initial = local.model_dump(mode="json", include=set(LocalForm.base_fields))
    form = LocalForm(_sent(request), own=own, initial=initial)

    def act(**said: Any) -> ChartDifference:
        return commands.change_local_departments(
            viewer=request.viewer, administration=own.key, **said
        )

    title = _("Departments of the prefectures")
    return _answered(request, own, form, act, title, lambda said: reverse(HERE), {"is_all": True})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unit_close(request: Request, key: str) -> HttpResponse:
    """A unit that is to be no more: what would change, then it is closed."""
    unit, own = _kept(request, key)

    def act(**said: Any) -> ChartDifference:
        return commands.close_unit(viewer=request.viewer, key=key, **said)

    form = forms.Form(request.POST if request.method == "POST" else {})
    name = in_language(unit.name_el, unit.name_en)
    words = {"unit": unit, "is_end": True}
    return _answered(request, own, form, act, name, lambda said: _of_unit(key), words)


def _answered(
    request: Request,
    own: Administration,
    form: forms.Form,
    act: Act,
    title: str,
    onwards: Callable[[Mapping[str, Any]], str],
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Look at what would change, or let it hold; a refusal stands on the form."""
    is_trial = "load" not in request.POST
    difference: ChartDifference | None = None
    if form.is_valid():
        said = {**form.cleaned_data, "is_trial": is_trial}
        with put_on(form, onwards=(NotFound,)):
            difference = act(seen=request.POST.get("digest") or None, **said)
    if difference is not None and not is_trial:
        messages.success(request, _("It holds from now on. The chart before it is kept."))
        return redirect(onwards(form.cleaned_data))
    words = {
        "own": own,
        "form": form,
        "title": title,
        **steps_of(difference),
        "back": request.GET.get("from") or reverse(HERE),
        "here": HERE,
        **(more or {}),
    }
    return render(
        request, "organisation/unit_form.html", words, status=422 if form.errors else 200
    )


def _sent(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _kept(request: Request, key: str) -> tuple[Unit, Administration]:
    """A living unit of a chart that the viewer keeps."""
    rows = Unit.objects.select_related("administration", "prefecture")
    unit = rows.filter(key=key, is_abolished=False, parent__isnull=False).first()
    if unit is None:
        raise NotFound
    return unit, chart_kept_by(request.viewer, unit.administration.key)


def _of_unit(key: str) -> str:
    return reverse("organisation:unit-show", args=[key])


def _now(own: Administration, key: str) -> dict[str, Any]:
    """What the chart says of a unit, as the form names it."""
    chart = chart_now(own)
    part = next((each for each in chart.units if each.key == key), None)
    if part is None:
        raise NotFound
    said = part.model_dump(mode="json", exclude={"key", "unverified"})
    said["parent"] = part.parent or own.key
    said["seat_duties"] = [
        str(each) for each, held in chart.seat_prefecture.items() if held == key
    ]
    return said

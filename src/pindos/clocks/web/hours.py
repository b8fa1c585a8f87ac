"""Pages of working hours: which there are, and setting them with a look at what moves."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pindos.clocks import commands
from pindos.clocks.commands import HoursPlan, lines_of
from pindos.clocks.commands.hours import refuse_unless_administrator
from pindos.clocks.queries import HoursFacts, all_hours, hours_called
from pindos.clocks.terms import FOLLOW, WEEKDAYS
from pindos.clocks.web.forms import HoursForm, by_days, now_of, values_of
from pindos.clocks.web.looks import ended, found_by, lately, planned, typed_in, under_way
from pindos.kernel.clashes import Side, show_both, with_choices, with_values
from pindos.kernel.errors import Clash
from pindos.kernel.progress import how_far
from pindos.kernel.refusals import put_on
from pindos.kernel.versions import seen_in, version_in
from pindos.kernel.web import Request


@login_required
@require_safe
def hours_list(request: Request) -> HttpResponse:
    """All working hours, week by week."""
    refuse_unless_administrator(request.viewer)
    rows = [
        (each, [(day, text) for day, text in zip(WEEKDAYS, each.week, strict=True) if text])
        for each in all_hours().values()
    ]
    words = {"rows": rows, "looks": lately(request), "far": how_far(FOLLOW)}
    return render(request, "clocks/hours_list.html", words)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hours_new(request: Request) -> HttpResponse:
    """New working hours."""
    refuse_unless_administrator(request.viewer)
    form = HoursForm("", request.POST if request.method == "POST" else None)
    if form.is_valid():
        with put_on(form):
            commands.set_hours(viewer=request.viewer, **form.asked())
            messages.success(request, _("The working hours are saved. Choose them for a level."))
            return redirect("clocks:hours-list")
    return _page(request, form, "")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hours_set(request: Request, key: str) -> HttpResponse:
    """Working hours, to be changed after a look at which deadlines move."""
    refuse_unless_administrator(request.viewer)
    hours = hours_called(key)
    if request.method != "POST":
        return _opened(request, hours)
    form = HoursForm(key, with_choices(request.POST))
    plan = None
    sides: list[Side] = []
    if form.is_valid():
        try:
            with put_on(form):
                if "save" in request.POST and form.cleaned_data["looked"] == form.digest:
                    return _saved(request, form, key)
                plan = _looked_at(request, form, key)
                if plan is None:
                    return under_way(request)
        except Clash as clash:
            form.add_error(None, str(clash))
            now, seen = hours_called(key), seen_in(form.cleaned_data["shown"])
            sides = show_both(form, by_days(clash, seen), now_of(now), values_of(now)["shown"])
            form.data = with_values(form.data, {"looked": ""})
    return _page(request, form, key, plan, sides)


def _opened(request: Request, hours: HoursFacts) -> HttpResponse:
    """The form with what stands there, or with what a look has found that was begun here."""
    look = ended(request)
    if look is None:
        return _page(request, HoursForm(hours.key, initial=values_of(hours)), hours.key)
    form = HoursForm(hours.key, typed_in(look))
    if form.is_valid():
        form.data = with_values(form.data, {"looked": form.digest})
    return _page(request, form, hours.key, found_by(look))


def _looked_at(request: Request, form: HoursForm, key: str) -> HoursPlan | None:
    """What would move; None where that takes longer than a page may."""
    asked = form.asked()
    change = commands.change_of_hours(
        viewer=request.viewer,
        week=asked["week"],
        keeps_holidays=asked["keeps_holidays"],
        key=key,
    )
    plan = planned(request, change, form)
    form.data = with_values(form.data, {"looked": form.digest})
    return plan


def _saved(request: Request, form: HoursForm, key: str) -> HttpResponse:
    commands.set_hours(
        viewer=request.viewer,
        key=key,
        version=version_in(form.cleaned_data["version"]),
        **form.asked(),
    )
    messages.success(request, _("The working hours are saved; open deadlines follow in minutes."))
    return redirect("clocks:hours-list")


def _page(
    request: Request,
    form: HoursForm,
    key: str,
    plan: HoursPlan | None = None,
    sides: Sequence[Side] = (),
) -> HttpResponse:
    words: dict[str, Any] = {
        "sides": sides,
        "form": form,
        "hours": all_hours().get(key) if key else None,
        "plan": plan,
        "lines": lines_of(request.viewer, plan.most) if plan else [],
    }
    status = 422 if form.is_bound and plan is None else 200
    return render(request, "clocks/hours_form.html", words, status=status)

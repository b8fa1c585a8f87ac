"""Pages of holidays: which there are, and keeping them with a look at what moves."""

import json
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from pindos.clocks import commands
from pindos.clocks.commands import HoursPlan, lines_of
from pindos.clocks.commands.hours import refuse_unless_administrator
from pindos.clocks.web.holiday_forms import (
    NAMES,
    SHOWN,
    HolidayForm,
    HolidaysForm,
    digest_of,
    values_of,
)
from pindos.clocks.web.looks import ended, found_by, lately, planned, typed_in, under_way
from pindos.kernel.clashes import Side, show_both, with_choices, with_values
from pindos.kernel.errors import Clash
from pindos.kernel.refusals import put_on
from pindos.kernel.versions import shown, version_in
from pindos.kernel.web import Request
from pindos.organisation.commands import Line, import_holidays, plan_holidays, set_holiday
from pindos.organisation.queries import Feast, all_feasts, feast_called, prefectures
from pindos.organisation.terms import Outcome


@login_required
@require_safe
def holiday_list(request: Request) -> HttpResponse:
    """All holidays: those of the State, then those of each prefecture."""
    refuse_unless_administrator(request.viewer)
    places = [("", _("The whole State")), *((each.key, each.name) for each in prefectures())]
    known = all_feasts().values()
    found = [(name, _in_order(known, key)) for key, name in places]
    shown = [(name, those) for name, those in found if those]
    words = {"places": shown, "looks": lately(request)}
    return render(request, "clocks/holiday_list.html", words)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def holiday_new(request: Request) -> HttpResponse:
    """A new holiday."""
    refuse_unless_administrator(request.viewer)
    return _form(request, "", None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def holiday_set(request: Request, key: str) -> HttpResponse:
    """A holiday, to be changed or taken off."""
    refuse_unless_administrator(request.viewer)
    return _form(request, key, feast_called(key))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def holiday_import(request: Request) -> HttpResponse:
    """A list of holidays: what each line would do, and which deadlines would move."""
    refuse_unless_administrator(request.viewer)
    look = ended(request)
    form = HolidaysForm(typed_in(look) if look else request.POST or None, request.FILES or None)
    lines: list[Line] = []
    plan = None
    if form.is_valid():
        text = form.cleaned_data["text"]
        form.data = with_values(form.data, {"text": text, "looked": digest_of(text)})
        with put_on(form):
            if "save" in request.POST and form.cleaned_data["looked"] == digest_of(text):
                return _imported(request, text)
            lines = plan_holidays(viewer=request.viewer, text=text)
            plan = found_by(look) or planned(request, commands.change_of_lines(lines), form)
            if plan is None:
                return under_way(request)
    told = sorted(lines, key=lambda line: line.outcome is not Outcome.ERROR)
    words = {"form": form, "lines_of_list": told, "counts": _counts(lines)}
    return _page(request, "clocks/holiday_import.html", form, plan, words)


def _imported(request: Request, text: str) -> HttpResponse:
    found = _counts(import_holidays(viewer=request.viewer, text=text))
    words = ngettext("%(n)s holiday is kept.", "%(n)s holidays are kept.", found["new"])
    messages.success(request, words % {"n": found["new"]})
    return redirect("clocks:holiday-list")


def _counts(lines: Sequence[Line]) -> dict[str, int]:
    return {each.value: sum(line.outcome is each for line in lines) for each in Outcome}


def _form(request: Request, key: str, feast: Feast | None) -> HttpResponse:
    words: dict[str, Any] = {"feast": feast, "sides": []}
    if request.method != "POST":
        return _opened(request, key, feast, words)
    form = HolidayForm(key, with_choices(request.POST))
    plan = None
    if form.is_valid():
        try:
            with put_on(form, NAMES, onwards=(Clash,)):
                if "save" in request.POST and form.cleaned_data["looked"] == form.digest:
                    return _saved(request, form, key)
                said = {"viewer": request.viewer, "key": key, **form.wanted()}
                plan = planned(request, commands.change_of_holiday(**said), form)
                if plan is None:
                    return under_way(request)
                form.data = with_values(form.data, {"looked": form.digest})
        except Clash as clash:
            form.add_error(None, str(clash))
            now = shown(clash.row, SHOWN)
            sides: list[Side] = show_both(form, clash, values_of(feast_called(key)), now)
            words["sides"] = sides
            form.data = with_values(form.data, {"looked": ""})
    return _page(request, PAGE, form, plan, words)


PAGE = "clocks/holiday_form.html"


def _opened(
    request: Request, key: str, feast: Feast | None, words: dict[str, Any]
) -> HttpResponse:
    """The form with what stands there, or with what a look has found that was begun here."""
    look = ended(request)
    if look is None:
        initial = _initial(feast) if feast else {}
        return _page(request, PAGE, HolidayForm(key, initial=initial), None, words)
    form = HolidayForm(key, typed_in(look))
    if form.is_valid():
        form.data = with_values(form.data, {"looked": form.digest})
    return _page(request, PAGE, form, found_by(look), words)


def _saved(request: Request, form: HolidayForm, key: str) -> HttpResponse:
    set_holiday(
        viewer=request.viewer,
        key=key,
        version=version_in(form.cleaned_data["version"]),
        **form.asked(),
    )
    messages.success(request, _("The holiday is saved; open deadlines follow in minutes."))
    return redirect("clocks:holiday-list")


def _initial(feast: Feast) -> dict[str, Any]:
    values = {**values_of(feast), "is_retired": feast.is_retired}
    said = json.dumps(values, ensure_ascii=False)
    return {**values, "version": str(feast.version) if feast.version else "", "shown": said}


def _in_order(known: Sequence[Feast] | Any, prefecture: str) -> list[Feast]:
    found = [each for each in known if each.prefecture == prefecture]
    return sorted(found, key=lambda each: (each.is_retired, str(each.next_on or "9"), each.key))


def _page(
    request: Request, template: str, form: Any, plan: HoursPlan | None, words: dict[str, Any]
) -> HttpResponse:
    said = {
        **words,
        "form": form,
        "plan": plan,
        "lines": lines_of(request.viewer, plan.most) if plan else [],
    }
    status = 422 if form.is_bound and plan is None else 200
    return render(request, template, said, status=status)

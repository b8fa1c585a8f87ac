"""Recurring work: the list, one with its days, and the pages on which it is written."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindos.automation import commands
from pindos.automation.models import Routine
from pindos.automation.queries import (
    ROUTINES,
    coming_days,
    how_often,
    next_days,
    next_opening,
    occurrences_of,
    owners_for,
    right_to_rule,
    routine_by,
    timer_of_routines,
)
from pindos.automation.web.gone import labelled
from pindos.automation.web.routine_form import RoutineForm, values_of
from pindos.kernel.clashes import Side, say_meanwhile, show_both, to_edit, with_choices
from pindos.kernel.drafting import fill, kept_instead, restored
from pindos.kernel.drafts import drop_draft
from pindos.kernel.errors import Clash, Forbidden
from pindos.kernel.filtering import list_page
from pindos.kernel.refusals import put_on
from pindos.kernel.slots import render as render_slot
from pindos.kernel.versions import seen_in, shown, version_in
from pindos.kernel.web import Request
from pindos.organisation.queries import UnitFacts, unit_facts, units_by_id

NEW = {"every": "months", "step": "1", "day": "1", "weekday": "0", "nth": "1", "shift": "forward"}


@login_required
@require_safe
def routine_list(request: Request) -> HttpResponse:
    """The recurring work of the units whose work the viewer reads."""
    today = timezone.localdate()

    def words(rows: Sequence[Routine]) -> dict[str, object]:
        units = units_by_id({row.unit_id for row in rows})
        found = [
            (row, units[row.unit_id], next_days(row, today)[:1], how_often(row)) for row in rows
        ]
        return {"rows": found, "may_add": bool(_owners(request))}

    return list_page(request, ROUTINES, "automation/routine_list.html", words)


@login_required
@require_safe
def routine_show(request: Request, routine: int) -> HttpResponse:
    """One of them: the days on which it comes next, and what it opened."""
    row = routine_by(request.viewer, routine)
    may_write = bool(right_to_rule(request.viewer, row.unit_id))
    context = {
        "routine": row,
        "unit": unit_facts(row.unit_id),
        "days": coming_days(row, timezone.localdate()),
        "opening": next_opening(row, timezone.now()),
        "timer": timer_of_routines(),
        "often": how_often(row),
        "occurrences": occurrences_of(row),
        "gone": labelled(RoutineForm, commands.faults_of_routine(row)),
        "may_write": may_write,
        "panels": render_slot("automation.routine", request.viewer, row.pk) if may_write else "",
    }
    return render(request, "automation/routine_show.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def routine_add(request: Request) -> HttpResponse:
    """A new one, of the unit that is named; whoever writes for several chooses first."""
    owners = _owners(request)
    if not owners:
        raise Forbidden(_("Only the head of the unit, or whoever stands above, writes its rules."))
    key = request.GET.get("unit", "") or (next(iter(owners)) if len(owners) == 1 else "")
    if key not in owners:
        context = {"owners": owners.values(), "is_routine": True}
        return render(request, "automation/rule_unit.html", context)
    unit, name = owners[key], f"routine:add:{key}"
    if kept := kept_instead(request, name):
        return kept
    own = {"requester": request.viewer.person_id, "begins": timezone.localdate().isoformat()}
    form = RoutineForm(request.viewer, unit.id, request.POST or None, initial={**NEW, **own})
    if form.is_valid():
        with put_on(form):
            row = commands.add_routine(viewer=request.viewer, unit=key, **form.asked())
            drop_draft(request.viewer, name)
            messages.success(
                request, _("It is written. Look at its next days, then switch it on.")
            )
            return redirect("automation:routine-show", row.pk)
    return _page(request, form, unit, name)


@login_required
@require_http_methods(["GET", "POST"])
def routine_edit(request: Request, routine: int) -> HttpResponse:
    """One of them, to be changed; what two change is joined field by field."""
    row = routine_by(request.viewer, routine)
    if not right_to_rule(request.viewer, row.unit_id):
        raise Forbidden(_("Only the head of the unit, or whoever stands above, writes its rules."))
    name = f"routine:{row.pk}:edit"
    if kept := kept_instead(request, name):
        return kept
    data = with_choices(request.POST) if request.method == "POST" else None
    fields = commands.ROUTINE_FIELDS
    initial = to_edit(row, fields, values_of(row))
    form = RoutineForm(request.viewer, row.unit_id, data, initial=initial, row=row)
    sides: list[Side] = []
    if form.is_valid():
        try:
            with put_on(form):
                saved = commands.edit_routine(
                    viewer=request.viewer,
                    routine_id=row.pk,
                    version=version_in(form.cleaned_data["version"]),
                    seen=seen_in(form.cleaned_data["shown"]),
                    **form.asked(),
                )
                drop_draft(request.viewer, name)
                messages.success(request, _("It is saved."))
                say_meanwhile(request, form, saved)
                return redirect("automation:routine-show", row.pk)
        except Clash as clash:
            form.add_error(None, str(clash))
            fresh = routine_by(request.viewer, routine)
            sides = show_both(form, clash, values_of(fresh), shown(fresh, fields))
    return _page(request, form, unit_facts(row.unit_id), name, row, sides)


def _owners(request: Request) -> dict[str, UnitFacts]:
    return {unit.key: unit for unit in owners_for(request.viewer) if unit.prefecture_id}


def _page(
    request: Request,
    form: RoutineForm,
    unit: UnitFacts,
    name: str,
    row: Routine | None = None,
    sides: Sequence[Side] = (),
) -> HttpResponse:
    draft = restored(request, name)
    fill(form, draft)
    context = {"form": form, "unit": unit, "routine": row, "draft": draft, "sides": sides}
    status = 422 if form.is_bound else 200
    return render(request, "automation/routine_form.html", context, status=status)


def _switch(
    command: Callable[..., Routine], said: Callable[[Routine], str]
) -> Callable[[Request, int], HttpResponse]:
    @login_required
    @require_POST
    def page(request: Request, routine: int) -> HttpResponse:
        row = command(viewer=request.viewer, routine_id=routine)
        messages.success(request, said(row))
        return redirect("automation:routine-show", routine)

    return page


def _is_on(row: Routine) -> str:
    opening = next_opening(row, timezone.now())
    if opening is None:
        return _("It is on, but no day of it is to come.")
    if opening.is_due:
        return _("It is on: the ticket of today opens in a moment.")
    at = timezone.localtime(opening.opens_at)
    words = _("It is on: the next ticket opens on %(day)s from %(hour)s.")
    return words % {"day": date_format(opening.day.on, "l j E Y"), "hour": f"{at:%H:%M}"}


routine_switch_on = _switch(commands.switch_routine_on, _is_on)
routine_switch_off = _switch(
    commands.switch_routine_off, lambda row: _("It is off. What was opened stays.")
)

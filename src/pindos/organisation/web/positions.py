"""Pages of positions: all of them, give one, change its days, end it."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pindos.kernel.clashes import say_meanwhile, to_edit
from pindos.kernel.errors import NotFound
from pindos.kernel.web import Request
from pindos.organisation.commands import appoint_person, change_position, end_position
from pindos.organisation.models import Position
from pindos.organisation.queries import person_facts
from pindos.organisation.queries.language import in_language
from pindos.organisation.terms import Role
from pindos.organisation.web.editing import saved
from pindos.organisation.web.forms import DaysForm, PositionForm

DAYS = ("starts_on", "ends_on")
HERE = "organisation:person-list"


@login_required
def position_add(request: Request, person_id: int) -> HttpResponse:
    """Give a person a role in a unit."""
    over = request.viewer.units_as(Role.ADMINISTRATOR)
    if not over:
        raise NotFound()
    person = person_facts(person_id)
    form = PositionForm(request.POST or None, over=over)
    if request.method == "POST":
        act = partial(appoint_person, viewer=request.viewer, person_id=person_id)
        if saved(form, act, dict).row:
            messages.success(request, _("The position is given."))
            return redirect("organisation:person-show", person_id)
    status = 422 if form.is_bound else 200
    words = {"form": form, "person": person, "here": HERE}
    return render(request, "organisation/position_form.html", words, status=status)


@login_required
def position_edit(request: Request, position_id: int) -> HttpResponse:
    """The days of a position: put them right, or end it today."""
    rows = Position.objects.filter(unit__in=request.viewer.units_as(Role.ADMINISTRATOR))
    position = rows.select_related("unit", "person").filter(pk=position_id).first()
    if position is None:
        raise NotFound()
    if "end" in request.POST:
        end_position(viewer=request.viewer, position_id=position_id)
        messages.success(request, _("The position ends today."))
        return redirect("organisation:person-show", position.person_id)
    form = DaysForm(request.POST or None, initial=to_edit(position, DAYS, _now(position)))
    sides = []
    if request.method == "POST":
        act = partial(change_position, viewer=request.viewer, position_id=position_id)
        done = saved(form, act, _now, DAYS)
        if done.row:
            messages.success(request, _("The days are saved."))
            say_meanwhile(request, form, done.row)
            return redirect("organisation:person-show", position.person_id)
        sides = done.sides
    words = {
        "form": form,
        "position": position,
        "sides": sides,
        "where": in_language(position.unit.name_el, position.unit.name_en),
        "here": HERE,
    }
    status = 422 if form.is_bound else 200
    return render(request, "organisation/position_form.html", words, status=status)


def _now(position: Position) -> dict[str, str]:
    return {name: str(getattr(position, name) or "") for name in DAYS}

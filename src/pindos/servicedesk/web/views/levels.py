"""Service levels: within how much working time tickets are answered and solved."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pindos.clocks.commands import HoursPlan, lines_of, look_at, plan_of
from pindos.clocks.queries import ended_look
from pindos.kernel.clashes import Side, show_both, with_choices
from pindos.kernel.errors import Clash
from pindos.kernel.progress import how_far
from pindos.kernel.refusals import put_on
from pindos.kernel.versions import version_in
from pindos.kernel.web import Request
from pindos.organisation.queries import places_by_id
from pindos.servicedesk.commands import change_of_level, set_level
from pindos.servicedesk.commands.levels import refuse_unless_administrator
from pindos.servicedesk.queries import (
    LevelWords,
    category_key,
    count_without_clocks,
    in_words,
    level_called,
    levels,
)
from pindos.servicedesk.queries.levels import following
from pindos.servicedesk.queries.spans import in_words as span
from pindos.servicedesk.rules import LevelFacts
from pindos.servicedesk.terms import FOLLOW_LEVELS, GIVE_CLOCKS
from pindos.servicedesk.web.forms.levels import LevelForm, NewLevelForm, now_of, values_of


@login_required
@require_safe
def level_list(request: Request) -> HttpResponse:
    """All levels: the four of the priorities, then the particular ones."""
    refuse_unless_administrator(request.viewer)
    rows = [_row(each) for each in in_words(levels().values())]
    words = {
        "rows": rows,
        "clockless": count_without_clocks(),
        "far": how_far(GIVE_CLOCKS),
        "follows": following().exists(),
        "followed": how_far(FOLLOW_LEVELS),
    }
    return render(request, "servicedesk/level_list.html", words)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def level_new(request: Request) -> HttpResponse:
    """A level for a category, a prefecture or both."""
    refuse_unless_administrator(request.viewer)
    if request.method != "POST":
        return _opened(request, NewLevelForm, None)
    form = NewLevelForm(request.POST)
    if form.is_valid():
        with put_on(form):
            if "look" in request.POST:
                return _looked_at(request, form, None, form.asked())
            set_level(viewer=request.viewer, **form.asked())
            messages.success(request, _("The level is saved; open tickets follow it."))
            return redirect("servicedesk:level-list")
    return _page(request, form, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def level_set(request: Request, scope: str) -> HttpResponse:
    """One level, to be changed."""
    refuse_unless_administrator(request.viewer)
    level = level_called(scope)
    if request.method != "POST":
        return _opened(request, partial(LevelForm, level=level), level)
    form = LevelForm(with_choices(request.POST), level=level)
    sides: list[Side] = []
    if form.is_valid():
        try:
            with put_on(form):
                said = {**_for(level), **form.asked()}
                if "look" in request.POST:
                    return _looked_at(request, form, level, said)
                version = version_in(form.cleaned_data["version"])
                set_level(viewer=request.viewer, version=version, **said)
                messages.success(request, _("The level is saved; open tickets follow it."))
                return redirect("servicedesk:level-list")
        except Clash as clash:
            form.add_error(None, str(clash))
            now = level_called(scope)
            sides = show_both(form, clash, now_of(now), values_of(now)["shown"])
    return _page(request, form, level, sides)


def _opened(request: Request, make: Any, level: LevelFacts | None) -> HttpResponse:
    """The form with what stands there, or with what a look has found that was begun here."""
    look = ended_look(request.viewer, request.path, request.GET.get("look", ""))
    if look is None:
        return _page(request, make(initial=values_of(level) if level else {}), level)
    return _page(request, make(MultiValueDict(look.form)), level, plan=plan_of(look))


def _looked_at(
    request: Request, form: LevelForm, level: LevelFacts | None, said: dict[str, Any]
) -> HttpResponse:
    """The form with what it would move, or over to the look that counts it."""
    typed: Any = form.data
    looked = look_at(
        viewer=request.viewer,
        change=change_of_level(viewer=request.viewer, **said),
        page=request.path,
        form=dict(typed.lists()),
    )
    if looked.row:
        return redirect("clocks:look-show", looked.row.pk)
    return _page(request, form, level, plan=looked.plan)


def _for(level: LevelFacts) -> dict[str, Any]:
    place = next(iter(places_by_id([level.prefecture_id or 0])), None)
    return {
        "priority": level.priority,
        "category": category_key(level.category_id) if level.category_id else "",
        "prefecture": place.key if place else "",
    }


def _row(words: LevelWords) -> dict[str, Any]:
    level = words.level
    times = {name: getattr(level, name) for name in ("answer", "solution", "leg")}
    return {
        "words": words,
        **{name: span(minutes) if minutes else "" for name, minutes in times.items()},
    }


def _page(
    request: Request,
    form: LevelForm,
    level: LevelFacts | None,
    sides: Sequence[Side] = (),
    plan: HoursPlan | None = None,
) -> HttpResponse:
    words = {
        "form": form,
        "sides": sides,
        "level": in_words([level])[0] if level else None,
        "plan": plan,
        "lines": lines_of(request.viewer, plan.most) if plan else [],
    }
    status = 422 if form.is_bound and plan is None else 200
    return render(request, "servicedesk/level_form.html", words, status=status)

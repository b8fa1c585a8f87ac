"""Looking at what a change moves: at once where it is little, else with a page of its own."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from pindos.clocks.commands import Change, HoursPlan, look_at, plan_of
from pindos.clocks.commands.hours import refuse_unless_administrator
from pindos.clocks.models import Look
from pindos.clocks.queries import ended_look, look_by, looks_for, looks_on_pages
from pindos.kernel.web import Request


def planned(request: Request, change: Change, form: forms.Form) -> HoursPlan | None:
    """What would move; None where a job looks at it, for whose page see ``under_way``."""
    typed: Any = form.data
    looked = look_at(
        viewer=request.viewer, change=change, page=request.path, form=dict(typed.lists())
    )
    return looked.plan if looked.row is None else None


def under_way(request: Request) -> HttpResponse:
    """Over to the page of the look that was begun here."""
    look = looks_for(request.viewer).filter(page=request.path).first()
    return redirect("clocks:look-show", look.pk if look else 0)


def ended(request: Request) -> Look | None:
    """The look that this page was opened with, if it has ended and was begun here."""
    return ended_look(request.viewer, request.path, request.GET.get("look", ""))


def typed_in(look: Look) -> QueryDict:
    """What was typed when it was begun."""
    data = QueryDict(mutable=True)
    for name, values in look.form.items():
        data.setlist(name, values)
    return data


def found_by(look: Look | None) -> HoursPlan | None:
    """What it has found; None without one."""
    return plan_of(look) if look else None


def lately(request: Request) -> list[Look]:
    """The viewer's own looks, for the pages from which they are begun."""
    return list(looks_on_pages(request.viewer))


@login_required
@require_safe
def look_show(request: Request, look: int) -> HttpResponse:
    """How far one is; once it has ended, over to its form with what it found."""
    row = look_by(request.viewer, look)
    refuse_unless_administrator(request.viewer)
    is_of_page = looks_on_pages(request.viewer).filter(pk=row.pk).exists()
    return render(request, "clocks/look_show.html", {"look": row, "is_of_page": is_of_page})

"""The page of one change: what it is, what its window meets, and what can be done now."""

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from pindos.changes.models import Change
from pindos.changes.queries import (
    acts_open_to,
    aims_of,
    conflicts_of,
    hours_of,
    open_approval,
    sight_of_change,
    story_of,
    ties_of,
)
from pindos.changes.terms import COMING, FIELDS, OVER, Act, Kind, Sight, State, Step
from pindos.changes.web.forms import AimForm, DecisionForm, LinkForm, NoteForm
from pindos.inventory.queries import assets_by_id
from pindos.kernel.slots import render as render_slot
from pindos.kernel.web import Request
from pindos.organisation.queries import people_by_id, sites_by_id, units_by_id

SHAPES: dict[str, str] = {
    Step.PLANNED: "plus",
    Step.EDITED: "edit",
    Step.ASKED: "propose",
    Step.PRE_APPROVED: "ok",
    Step.WITHDRAWN: "undo",
    Step.APPROVED: "ok",
    Step.REFUSED: "close",
    Step.RESCHEDULED: "move",
    Step.STARTED: "clock",
    Step.FINISHED: "ok",
    Step.BACKED_OUT: "undo",
    Step.CANCELLED: "close",
    Step.LINKED: "link",
    Step.UNLINKED: "link",
    Step.PROBLEM_LINKED: "link",
    Step.PROBLEM_UNLINKED: "link",
}


class Button(NamedTuple):
    """A verb on top of the page; the first of them stands out."""

    label: Promise | str
    url: str
    icon: str
    is_at_once: bool = False
    is_first: bool = False


LABELS: dict[Act, tuple[Any, str, bool]] = {
    Act.START: (pgettext_lazy("change", "Begin the work"), "clock", True),
    Act.FINISH: (pgettext_lazy("change", "It is carried out"), "ok", False),
    Act.BACK_OUT: (pgettext_lazy("change", "It was backed out"), "undo", False),
    Act.ASK: (pgettext_lazy("change", "Ask for approval"), "propose", True),
    Act.REVIEW: (pgettext_lazy("change", "Review it"), "check", False),
    Act.RESCHEDULE: (pgettext_lazy("change", "Move it to another time"), "move", False),
    Act.EDIT: (pgettext_lazy("change", "Put it otherwise"), "edit", False),
    Act.WITHDRAW: (pgettext_lazy("change", "Withdraw the request"), "undo", True),
    Act.CANCEL: (pgettext_lazy("change", "Call it off"), "close", False),
}
ROUTINE = pgettext_lazy("change", "Announce it (routine)")


def change_page(
    request: Request,
    change: Change,
    *,
    decision: DecisionForm | None = None,
    note: NoteForm | None = None,
    link: LinkForm | None = None,
    aim: AimForm | None = None,
    kept: Any = (),
) -> HttpResponse:
    """The page as the viewer may see it; with a form that failed, what was written stays."""
    viewer = request.viewer
    acts = acts_open_to(viewer, change)
    approval = open_approval(change)
    units = units_by_id([change.unit_id, *change.units, *([approval.unit_id] if approval else [])])
    sites, people = sites_by_id(change.sites), _people(change)
    is_coming = change.state in COMING
    failed = any(form is not None for form in (decision, note, link, aim))
    context = {
        "change": change,
        "labels": FIELDS,
        "acts": acts,
        "buttons": _buttons(change, acts),
        "unit": units[change.unit_id],
        "asked_unit": units[approval.unit_id] if approval else None,
        "units": [units[pk] for pk in change.units if pk in units],
        "sites": [sites[pk] for pk in change.sites if pk in sites],
        "assets": assets_by_id(viewer, change.assets).values(),
        "responsible": people.get(change.responsible_id or 0),
        "planned_by": people.get(change.planned_by_id),
        "hours": hours_of(change) if is_coming else None,
        "conflicts": conflicts_of(viewer, change) if is_coming else [],
        "ties": ties_of(viewer, change),
        "aims": aims_of(viewer, change),
        "story": [(line, _shape(line.step)) for line in story_of(viewer, change)],
        "reads_all": sight_of_change(viewer, change) == Sight.ALL,
        "must_be_reviewed": change.kind == Kind.EMERGENCY and change.state in OVER,
        "presence": reverse("changes:change-presence", args=[change.pk]),
        **_forms(acts, decision, note, link, aim),
        "kept": kept,
        "panels": render_slot("changes.change", viewer, change.pk),
    }
    return render(request, "changes/change_show.html", context, status=422 if failed else 200)


def _shape(step: str) -> str:
    """The icon of a line: what somebody said, or what happened."""
    return SHAPES.get(step, "clock") if step else "speech"


def _forms(
    acts: frozenset[Act],
    decision: DecisionForm | None,
    note: NoteForm | None,
    link: LinkForm | None,
    aim: AimForm | None,
) -> dict[str, Any]:
    """The forms of the page that are open to the viewer."""
    return {
        "decision": decision or DecisionForm() if Act.APPROVE in acts else None,
        "note": note or NoteForm() if Act.NOTE in acts else None,
        "link": link or LinkForm() if Act.LINK in acts else None,
        "aim": aim or AimForm() if Act.LINK in acts else None,
    }


def _people(change: Change) -> dict[int, Any]:
    return people_by_id([change.planned_by_id, *filter(None, [change.responsible_id])])


def _buttons(change: Change, acts: frozenset[Act]) -> list[Button]:
    """The verbs on top, the most likely one last and standing out."""
    found = [act for act in LABELS if act in acts]
    if change.kind == Kind.EMERGENCY and change.state == "draft":
        found.sort(key=lambda act: act is not Act.START)
    buttons = []
    for rank, act in enumerate(found):
        label, shape, is_at_once = LABELS[act]
        if act is Act.ASK and change.kind == Kind.STANDARD:
            label = ROUTINE
        url = reverse(f"changes:change-{act.value}", args=[change.pk])
        stands_out = rank == 0 and change.state != State.ASKED  # then it is the head's turn
        buttons.append(Button(label, url, shape, is_at_once, stands_out))
    return buttons[::-1]

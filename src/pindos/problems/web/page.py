"""The page of one problem."""

from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise

from pindos.kernel.drafting import fill, restored
from pindos.kernel.slots import render as render_slot
from pindos.kernel.web import Request
from pindos.organisation.queries import people_by_id, unit_facts
from pindos.organisation.rights import units_worked_by
from pindos.problems.models import Problem
from pindos.problems.queries import (
    acts_open_to,
    counts_of,
    incidents_of,
    is_read_in_full,
    open_offer,
    story_of,
)
from pindos.problems.rules import is_published
from pindos.problems.terms import OPEN, Act, State
from pindos.problems.web.acting import DEEDS
from pindos.problems.web.forms import NoteForm
from pindos.records.terms import Held
from pindos.servicedesk.queries import named
from pindos.servicedesk.terms import OPEN as OPEN_TICKETS

MOST_SHOWN = 50  # tickets on the page; the rest are found in the list of tickets


class Button(NamedTuple):
    """A verb on top of the page; at most one stands out."""

    label: Promise
    url: str
    icon: str
    is_at_once: bool
    is_first: bool


def problem_page(
    request: Request, row: Problem, *, note: NoteForm | None = None, kept: Sequence[Held] = ()
) -> HttpResponse:
    """The page as the viewer may see it; a note that failed keeps what was written."""
    viewer = request.viewer
    acts = acts_open_to(viewer, row)
    is_full = is_read_in_full(viewer, row)
    counts = counts_of(row) if is_full else None
    tickets = list(incidents_of(viewer, row).order_by("-id")[:MOST_SHOWN])
    works = bool(units_worked_by(viewer))
    may_link = row.state in (*OPEN, State.RESOLVED) and works
    words = {
        "problem": row,
        "acts": acts,
        "is_full": is_full,
        "offer": _offer(row) if is_full else None,
        "is_published": is_published(row.state, was_known=row.known_at is not None),
        "buttons": _buttons(row, acts),
        "tickets": named(tickets),
        "counts": counts,
        "story": story_of(viewer, row),
        "may_link": may_link,
        "may_tell": works and any(each.state in OPEN_TICKETS for each in tickets),
        "hidden": max(0, counts.linked - len(tickets)) if counts else 0,
        "panels": render_slot("problems.problem", viewer, row.pk),
    }
    if is_full:
        words["presence"] = reverse("problems:problem-presence", args=[row.pk])
    if Act.NOTE.value in acts:
        words |= _note_form(request, row, note, kept)
    status = 422 if note is not None else 200
    return render(request, "problems/problem_show.html", words, status=status)


def _offer(row: Problem) -> dict[str, object] | None:
    """The offer that waits for an answer, with the names."""
    offer = open_offer(row)
    if offer is None:
        return None
    people = people_by_id([offer.asked_by_id] if offer.asked_by_id else [])
    return {
        "row": offer,
        "unit": unit_facts(offer.unit_id).name,
        "who": next((each.name for each in people.values()), ""),
    }


def _note_form(
    request: Request, row: Problem, note: NoteForm | None, kept: Sequence[Held]
) -> dict[str, object]:
    form = note or NoteForm()
    draft = restored(request, f"problem:{row.pk}:note")
    fill(form, draft)
    return {"form": form, "kept": kept, "draft": draft}


def _buttons(row: Problem, acts: frozenset[str]) -> list[Button]:
    """The verbs on top, the most likely one last and standing out."""
    likely = {
        State.OPENED: Act.INVESTIGATE,
        State.INVESTIGATING: Act.PUBLISH,
        State.KNOWN: Act.RESOLVE,
        State.RESOLVED: Act.CLOSE,
    }.get(State(row.state))
    order = sorted(
        (deed for verb, deed in DEEDS.items() if verb in acts),
        key=lambda deed: deed.act is likely,
    )
    return [
        Button(
            deed.button,
            reverse(f"problems:problem-{deed.act}", args=[row.pk]),
            deed.icon,
            deed.is_at_once,
            deed.act is likely or deed.act is Act.ACCEPT,
        )
        for deed in order
    ]

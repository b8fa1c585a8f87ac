"""The page of one instruction: for its readers, and with its versions for those who write it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.kernel.slots import render as render_slot
from pindos.kernel.web import Request
from pindos.knowledge.about import topics_offered
from pindos.knowledge.models import Instruction
from pindos.knowledge.queries import (
    acts_open_to,
    answer_of,
    editions_of,
    enclosures_of,
    feedback_on,
    history_of,
    is_read_in_full,
    text_of,
)
from pindos.knowledge.queries.editions import as_it_is_written
from pindos.knowledge.queries.listed import changed
from pindos.knowledge.rules import topics_of
from pindos.knowledge.terms import State
from pindos.knowledge.web.forms import FilesForm
from pindos.organisation.rights import SEEING
from pindos.records.terms import Held


def frame_of(viewer: Viewer) -> str:
    """The frame with the menu for those at a desk, the simple one for all others."""
    return "shell/base.html" if viewer.holds(*SEEING) else "shell/simple.html"


def instruction_page(
    request: Request,
    row: Instruction,
    *,
    files: FilesForm | None = None,
    kept: Sequence[Held] = (),
) -> HttpResponse:
    """The page as the viewer may see it; files that failed are kept."""
    viewer = request.viewer
    in_full = is_read_in_full(viewer, row)
    is_changed = in_full and changed(row)
    is_written = is_changed and "written" in request.GET
    words: dict[str, Any] = {
        "frame": frame_of(viewer),
        "instruction": row,
        "shown": as_it_is_written(row) if is_written else text_of(row),
        "acts": acts_open_to(viewer, row),
        "in_full": in_full,
        "is_changed": is_changed,
        "is_written": is_written,
        "topics": names_of_topics(viewer, row),
        "answer": answer_of(viewer, row.edition),
        "may_answer": row.state == State.PUBLISHED and viewer.person_id is not None,
        "panels": render_slot("knowledge.instruction", viewer, row.pk),
    }
    if in_full:
        words |= {
            "feedback": feedback_on(row.edition),
            "editions": editions_of(viewer, row),
            "enclosures": enclosures_of(row),
            "history": history_of(viewer, row),
            "form": files or FilesForm(),
            "kept": kept,
            "is_overdue": is_overdue(row),
            "presence": reverse("knowledge:instruction-presence", args=[row.pk]),
        }
    status = 422 if files is not None else 200
    return render(request, "knowledge/instruction_show.html", words, status=status)


def names_of_topics(viewer: Viewer, row: Instruction) -> list[str]:
    """The names of its categories; one that is offered no more by its key."""
    names = dict(topics_offered(viewer)) if row.categories else {}
    return [names.get(key, key) for key in topics_of(row.categories)]


def is_overdue(row: Instruction) -> bool:
    """Whether it was to be looked at by today."""
    day = row.review_on
    return row.state == State.PUBLISHED and day is not None and day <= timezone.localdate()

"""What problems keep about people: who looks for a cause, and whom their words may name."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pindos.kernel.keeping import FileKind, keeps
from pindos.kernel.personal import Holding, Values, Whom, by_person, holds, near
from pindos.problems.commands.turn import searchable
from pindos.problems.models import Problem
from pindos.problems.terms import ABOUT, State


def _afresh(row: Problem) -> Values:
    return {"search_text": searchable(row)}


@near
def _looked_into(whom: Whom) -> QuerySet[Problem, int]:
    return Problem.objects.filter(assignee=whom.person_id).values_list("record_id", flat=True)


keeps(
    FileKind(
        key=ABOUT,
        label=_("Problems"),
        ended="state_since",
        over=lambda before: Q(state__in=(State.CLOSED, State.CANCELLED), state_since__lt=before),
        page=lambda row: reverse("problems:problem-show", args=[row.pk]),
        drafts=lambda pk: f"problem:{pk}:",
        category="category",
    )
)
holds(
    Holding(
        table="problems.offer",
        label=_("Problems that you offered to another unit, or answered for"),
        why=_("To know who handed a problem on, and who took it."),
        about=by_person("asked_by", "answered_by"),
        shown=(
            "problem",
            "from_unit",
            "unit",
            "reason",
            "asked_at",
            "outcome",
            "answer",
            "ended_at",
        ),
        held=("asked_by", "answered_by"),
        texts=("reason", "answer"),
        record="problem__record",
    )
)
holds(
    Holding(
        table="problems.problem",
        label=_("Problems whose cause you look for"),
        why=_("To know who looks for the cause of a trouble, and what helps until then."),
        about=by_person("assignee"),
        shown=(
            "number",
            "title",
            "state",
            "priority",
            "unit",
            "assignee",
            "category",
            "opened_at",
            "known_at",
            "resolved_at",
            "closed_at",
        ),
        held=("touched", "search_text"),
        texts=("title", "description", "cause", "workaround", "fix"),
        record="record",
        afresh=_afresh,
    )
)

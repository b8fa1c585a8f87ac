"""The rules, one of them, and what they did."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindos.automation import commands
from pindos.automation.models import Rule, Run
from pindos.automation.queries import (
    RULES,
    RUNS,
    condition_in_words,
    deeds_in_words,
    hits_in_words,
    owners_for,
    right_to_rule,
    rule_by,
    runs_for,
    trial_of,
)
from pindos.automation.queries.words import said_deed
from pindos.automation.web.form import RuleForm
from pindos.automation.web.gone import labelled
from pindos.kernel.filtering import list_page
from pindos.kernel.slots import render as render_slot
from pindos.kernel.web import Request
from pindos.organisation.queries import people_by_id, unit_facts, units_by_id

LATEST = 10  # runs on the page of a rule
HITS = 25  # of a try on the page at first


@login_required
@require_safe
def rule_list(request: Request) -> HttpResponse:
    """The rules of the units whose work the viewer reads."""

    def words(rows: Sequence[Rule]) -> dict[str, object]:
        units = units_by_id({row.unit_id for row in rows})
        return {
            "rows": [
                (row, units[row.unit_id], deeds_in_words(request.viewer, row)) for row in rows
            ],
            "may_add": bool(owners_for(request.viewer)),
        }

    return list_page(request, RULES, "automation/rule_list.html", words)


@login_required
@require_safe
def run_list(request: Request) -> HttpResponse:
    """What the rules did, the newest first."""

    def words(rows: Sequence[Run]) -> dict[str, object]:
        return {"rows": [(row, [said_deed(deed) for deed in row.deeds]) for row in rows]}

    return list_page(
        request,
        RUNS,
        "automation/run_list.html",
        words,
        dressed=lambda rows: rows.select_related("rule", "ticket"),
    )


@login_required
@require_safe
def rule_show(request: Request, rule: int) -> HttpResponse:
    """What a rule asks and does, how it was tried out, and what it did last."""
    row = rule_by(request.viewer, rule)
    may_write = bool(right_to_rule(request.viewer, row.unit_id))
    trial = trial_of(row)
    hits = hits_in_words(request.viewer, trial) if trial else []
    by = people_by_id([trial.by_id]) if trial and trial.by_id else {}
    runs = runs_for(request.viewer).filter(rule=row).select_related("ticket")
    context = {
        "rule": row,
        "unit": unit_facts(row.unit_id),
        "condition": condition_in_words(request.viewer, row.condition),
        "deeds": deeds_in_words(request.viewer, row),
        "trial": trial,
        "tried_by": next(iter(by.values()), None),
        "hits": hits[:HITS],
        "more": max(0, trial.hits - len(hits[:HITS])) if trial else 0,
        "runs": [
            (run, [said_deed(deed) for deed in run.deeds])
            for run in runs.order_by("-at", "-id")[:LATEST]
        ],
        "gone": labelled(RuleForm, commands.faults_of_rule(row)),
        "may_write": may_write,
        "panels": render_slot("automation.rule", request.viewer, row.pk) if may_write else "",
    }
    return render(request, "automation/rule_show.html", context)

"""Pages of figures."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindos.kernel.errors import Invalid
from pindos.kernel.web import Request
from pindos.lists.commands import export_table
from pindos.lists.serving import file_of
from pindos.oversight import figure_words as words_of
from pindos.oversight.asking import (
    COUNTS,
    GROUPS,
    PARAMETERS,
    TIMES,
    cells,
    heads,
    in_words,
    scope_asked,
)
from pindos.oversight.queries import overseen
from pindos.oversight.served import HEADS, file_of_shares, served
from pindos.oversight.web import figures_page as shown
from pindos.servicedesk.queries import (
    Figures,
    figures,
    figures_choices,
    seen_for_figures,
)
from pindos.surveys.queries import Shares, shares


@require_safe
@login_required
def figures_show(request: Request) -> HttpResponse:
    """Opened, solved, reopened, referred, how long it took, how old what is open is."""
    viewer = request.viewer
    asked = {name: request.GET.get(name, "") for name in PARAMETERS if request.GET.get(name)}
    form = shown.FiguresForm({"period": "this-month", **asked}, figures_choices(viewer))
    form.is_valid()
    context: dict[str, object] = {
        "form": form,
        "asked": asked,
        "oversees": bool(overseen(viewer)),
    }
    try:
        scope = scope_asked(viewer, asked)
        context |= _words(figures(viewer, scope)) | _served(shares(viewer, scope))
    except Invalid as wrong:
        for field, words in wrong.fields.items():
            if field not in form.errors:
                form.add_error(field, str(words))
    return render(
        request, "oversight/figures/page.html", context, status=200 if "seen" in context else 422
    )


@require_safe
@login_required
def figures_export(request: Request) -> HttpResponseBase:
    """The lines of the page as a file; that it was taken is in the audit trail."""
    seen = figures(request.viewer, scope_asked(request.viewer, request.GET.dict()))
    format = request.GET.get("as", "csv")  # noqa: A001
    table = export_table(
        viewer=request.viewer,
        key="figures",
        asked=in_words(seen.scope),
        names=heads(seen),
        rows=[cells(line) for line in [*seen.lines, seen.total]],
        format=format,
    )
    return file_of(table, "figures", format)


@require_safe
@login_required
def answers_export(request: Request) -> HttpResponseBase:
    """Whether people were served, as a file; that it was taken is in the audit trail."""
    viewer = request.viewer
    seen = shares(viewer, scope_asked(viewer, request.GET.dict()))
    return file_of_shares(viewer, seen, request.GET.get("as", "csv"))


@require_safe
@login_required
def figures_explain(request: Request) -> HttpResponse:
    """What is counted, and when."""
    seen_for_figures(request.viewer)
    return render(request, "oversight/figures/explain.html")


def _served(seen: Shares) -> dict[str, object]:
    return {
        "served_heads": HEADS,
        "served": [served(line) for line in seen.lines],
        "served_total": served(seen.total),
    }


def _words(seen: Figures) -> dict[str, object]:
    return {
        "seen": seen,
        "answer": words_of.answer(seen),
        "backlog": words_of.backlog(seen),
        "group": GROUPS[seen.scope.by],
        "count_heads": [label for _name, label in COUNTS],
        "time_heads": [label for _name, label in TIMES],
        "lines": shown.lines_of(seen),
        "total": shown.total_of(seen),
        "legs": shown.legs_of(seen),
        "ages": shown.ages_of(seen),
        "months": shown.months_of(seen),
        "chart_of_months": words_of.chart_of_months(seen),
        "months_said": words_of.months_in_words(seen),
        "chart_of_ages": words_of.chart_of_ages(seen),
        "ages_said": words_of.ages_in_words(seen),
    }

"""The page of results, and what is offered while somebody types."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from pindos.kernel.access import Viewer
from pindos.kernel.web import Request
from pindos.organisation.rights import SEEING
from pindos.search.about import Lead, leads_of
from pindos.search.commands import note_missed
from pindos.search.options import MISSED_DAYS
from pindos.search.queries import PAGE, found_for, missed_lately, suggested_for
from pindos.search.terms import Results
from pindos.search.web.asking import TIMES, Question, question_of, unit_choices


@login_required
@require_GET
def search(request: Request) -> HttpResponse:
    """A number leads to its ticket at once; words find all that the viewer may read."""
    question = question_of(request)
    leads = leads_of(request.viewer, question.text)
    lead = leads[0] if len(leads) == 1 and leads[0].is_sure else Lead()
    if lead.url:
        return redirect(lead.url)
    words: dict[str, object] = {
        "lead": lead,
        "leads": [each for each in leads if each.url],
        "sees_missed": request.viewer.holds(*SEEING),
        "frame": _frame(request.viewer),
        "asked": question,
        "searched": question.text,
        "units": unit_choices(request.viewer),
        "times": [(key, label) for key, (_days, label) in TIMES.items()],
    }
    if question.text:
        words |= _results(request.viewer, question, is_number=bool(leads))
    return render(request, "search/results.html", words)


@login_required
@require_GET
def suggest(request: Request) -> HttpResponse:
    """The few likeliest, while somebody types."""
    text = question_of(request).text
    found = suggested_for(request.viewer, text) if text else Results(says_nothing=True)
    return render(request, "search/_suggested.html", {"found": found, "text": text})


@login_required
@require_GET
def missed(request: Request) -> HttpResponse:
    """What people looked for in vain, for the desk."""
    rows = missed_lately(request.viewer)
    return render(request, "search/missed.html", {"rows": rows, "days": MISSED_DAYS.now()})


def _results(viewer: Viewer, question: Question, *, is_number: bool) -> dict[str, object]:
    """What was found; things that are only like a number say nothing of it."""
    found = found_for(
        viewer,
        question.text,
        kinds=[question.kind] if question.kind else [],
        filters=question.filters,
        offset=question.start,
    )
    if is_number and (found.is_near or found.is_loose):
        found = Results()
    if not found.total and not found.says_nothing and not question.is_narrow:
        note_missed(viewer, question.text)
    end = question.start + PAGE
    return {
        "found": found,
        "next": end if end < found.total else None,
        "before": max(question.start - PAGE, 0) if question.start else None,
    }


def _frame(viewer: Viewer) -> str:
    """With the menu for those who see the work of units, without it for all others."""
    return "shell/base.html" if viewer.holds(*SEEING) else "search/own_frame.html"

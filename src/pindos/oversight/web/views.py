"""Pages of oversight."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindos.kernel.web import Request
from pindos.oversight import queries
from pindos.oversight.web.figures import (
    COLUMNS,
    EVERYWHERE,
    columns_of,
    lines_of,
    list_of,
    tiles_of,
    total_of,
    width_of,
)
from pindos.oversight.words import answer, details, year_in_words


@require_safe
@login_required
def overview(request: Request) -> HttpResponse:
    """How all prefectures stand: one sentence, the map, what to look at, the table, the year."""
    seen = queries.overview(request.viewer)
    lines = lines_of(seen)
    context = {
        "seen": seen,
        "unit_name": seen.units[0].name,
        "answer": answer(seen),
        "details": details(seen),
        "lines": lines,
        "tiles": tiles_of(seen, lines),
        "width": width_of(seen),
        "heads": [label for _name, label, _asked in COLUMNS],
        "total": total_of(seen),
        "columns": columns_of(seen.months),
        "year": year_in_words(seen.months),
        "all_open": list_of(**EVERYWHERE, state="open"),
        "all_referred": list_of(**EVERYWHERE, state="referred"),
    }
    return render(request, "oversight/overview.html", context)

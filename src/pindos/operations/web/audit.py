"""The audit trail."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.models import Event
from pindos.kernel.pages import Page, page_of, rows_a_page
from pindos.kernel.web import Request
from pindos.operations.commands import note_export, note_look
from pindos.operations.queries import (
    audit_for,
    lines_of,
    reached_units,
    reads_audit,
    unsealed_count,
)
from pindos.operations.table import table_of
from pindos.operations.web.forms import AskedForm

MOST = 100_000  # events in one file: more are taken in several, by date
ROWS = 20  # events on a page: each may have many changes, and a page stays under 50 kB


@login_required
@require_safe
def audit_list(request: Request) -> HttpResponse:
    """Who did what, when, from where, with before and after."""
    if not reads_audit(request.viewer):
        raise NotFound
    form = _form(request.viewer, request.GET)
    page, status = _page(request, form)
    words = {
        "form": form,
        "page": page,
        "lines": lines_of(page.items),
        "unsealed": unsealed_count(),
        "asked": {k: v for k, v in request.GET.items() if v and k != "after"},
    }
    return render(request, "operations/audit_list.html", words, status=status)


@login_required
@require_POST
def audit_export(request: Request) -> HttpResponseBase:
    """The same as a CSV file, for a spreadsheet; that it was taken is itself in the trail."""
    if not reads_audit(request.viewer):
        raise NotFound
    form = _form(request.viewer, request.POST)
    if not form.is_valid():
        raise Invalid({name: str(words[0]) for name, words in form.errors.items()})
    rows = audit_for(request.viewer, form.asked())[:MOST]
    note_export(viewer=request.viewer, asked=form.asked(), events=rows.count())
    file = StreamingHttpResponse(table_of(rows), content_type="text/csv; charset=utf-8")
    file["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return file


def _page(request: Request, form: AskedForm) -> tuple[Page[Event], int]:
    """What is asked for; with an unknown person or ticket nothing, and the reason at its field."""
    after = request.GET.get("after", "")
    if form.is_valid():
        try:
            page = page_of(
                audit_for(request.viewer, form.asked()),
                by=("-seq",),
                after=after,
                size=rows_a_page(ROWS),
            )
            if not after:
                note_look(viewer=request.viewer, asked=form.asked())
            return page, 200
        except Invalid as wrong:
            for field, words in wrong.fields.items():
                form.add_error(field, str(words))
    return Page([], ""), 422


def _form(viewer: Viewer, data: object) -> AskedForm:
    units = [(unit.key, unit.name) for unit in reached_units(viewer)]
    return AskedForm(data, units=units)

"""The audit trail."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.filtering import Condition, Op, list_page
from pindos.kernel.filtering.terms import LONGEST
from pindos.kernel.web import Request
from pindos.operations.commands import note_export, note_look
from pindos.operations.listings import AUDIT, node_of
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
ROWS = 12  # events on a page: each may have many changes, and a page stays under 50 kB

NOTHING = Condition("seq", Op.EQ, ("0",))


@login_required
@require_safe
def audit_list(request: Request) -> HttpResponse:
    """Who did what, when, from where, with before and after."""
    if not reads_audit(request.viewer):
        raise NotFound
    form = _form(request.viewer, request.GET)
    is_clear = _is_clear(request, form)
    words = {
        "form": form,
        "unsealed": unsealed_count(),
        "sent": {k: v for k, v in request.GET.items() if v and k in (*form.fields, "filter")},
    }
    return list_page(
        request,
        AUDIT,
        "operations/audit_list.html",
        lambda rows: {**words, "lines": lines_of(rows)},
        within=node_of(form.asked()) if is_clear else NOTHING,
        size=ROWS,
        status=200 if is_clear else 422,
    )


@login_required
@require_POST
def audit_export(request: Request) -> HttpResponseBase:
    """The same as a CSV file, for a spreadsheet; that it was taken is itself in the trail."""
    if not reads_audit(request.viewer):
        raise NotFound
    form = _form(request.viewer, request.POST)
    if not form.is_valid():
        raise Invalid({name: str(words[0]) for name, words in form.errors.items()})
    asked = form.asked()._replace(filter=request.POST.get("filter", "")[:LONGEST])
    found = audit_for(request.viewer, asked)
    rows = AUDIT.narrowed(request.viewer, found, AUDIT.read(asked.filter))[:MOST]
    note_export(viewer=request.viewer, asked=asked, events=rows.count())
    file = StreamingHttpResponse(table_of(rows), content_type="text/csv; charset=utf-8")
    file["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return file


def _is_clear(request: Request, form: AskedForm) -> bool:
    """Whether it is known who and what is meant; if not, the reason stands at its field.

    The first page of what one person did is itself an event.
    """
    if not form.is_valid():
        return False
    asked = form.asked()._replace(filter=request.GET.get("filter", "")[:LONGEST])
    try:
        audit_for(request.viewer, asked)
    except Invalid as wrong:
        for field, words in wrong.fields.items():
            form.add_error(field, str(words))
        return False
    if not request.GET.get("after"):
        note_look(viewer=request.viewer, asked=asked)
    return True


def _form(viewer: Viewer, data: object) -> AskedForm:
    units = [(unit.key, unit.name) for unit in reached_units(viewer)]
    return AskedForm(data, units=units)

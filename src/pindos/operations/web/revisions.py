"""The pages on which a change of a setting is found, looked at beside today, and put back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pindos.identity.queries import has_just_proved
from pindos.kernel.errors import Refused
from pindos.kernel.pages import page_of
from pindos.kernel.revisions import revisables
from pindos.kernel.web import Request
from pindos.operations.commands import undo_revision
from pindos.operations.queries import (
    Revision,
    revision_by,
    revision_lines,
    revisions_for,
    unsealed_count,
)

ROWS = 20  # changes on a page: each may have many fields, and a page stays under 50 kB


@login_required
@require_safe
def revision_list(request: Request) -> HttpResponse:
    """Every change of what can be set, newest first, of all kinds or one."""
    kinds = revisables()
    asked = request.GET.get("thing", "")
    thing = asked if any(kind.thing == asked for kind in kinds) else ""
    found = revisions_for(request.viewer, thing)
    page = page_of(found, by=("-seq",), after=request.GET.get("after", ""), size=ROWS)
    words = {
        "page": page,
        "lines": revision_lines(request.viewer, page.items),
        "kinds": kinds,
        "thing": thing,
        "unsealed": unsealed_count(),
        "asked": {"thing": thing} if thing else {},
    }
    return render(request, "operations/revision_list.html", words)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revision_undo(request: Request, seq: int) -> HttpResponse:
    """One change: before, after, today; and what of it to put back."""
    revision = revision_by(request.viewer, seq)
    if revision.kind.needs_proof and not has_just_proved(request.session):
        here = urlencode({"next": request.path})
        return redirect(f"{reverse('identity:confirm')}?{here}")
    problem = ""
    if request.method == "POST":
        try:
            _undo(request, revision)
        except Refused as refusal:
            problem, revision = str(refusal), revision_by(request.viewer, seq)
        else:
            messages.success(request, _("It is again what it was before."))
            return redirect(revision.page or "operations:revision-list")
    chosen = request.POST.getlist("field")
    words = {
        "revision": revision,
        "problem": problem,
        "ticked": [
            field.name
            for field in revision.fields
            if (field.name in chosen if chosen else field.stands)
        ],
    }
    status = 422 if problem else 200
    return render(request, "operations/revision_undo.html", words, status=status)


def _undo(request: Request, revision: Revision) -> None:
    seen = {
        field.name: request.POST.get(f"now-{field.name}", field.now) for field in revision.fields
    }
    fields = request.POST.getlist("field")
    undo_revision(viewer=request.viewer, seq=revision.line.seq, fields=fields, seen=seen)

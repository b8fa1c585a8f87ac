"""Pages of a file of equipment: hand it in, look at each line, import it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pindos.inventory import commands
from pindos.inventory.commands.imports import HEADERS, NEEDED, Plan
from pindos.inventory.queries import looks_after
from pindos.inventory.terms import FIELDS, Outcome
from pindos.inventory.web.forms import FileForm
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.web import Request

SHOWN = 100  # lines, those in error first: the page stays under 50 kB


@login_required
@require_http_methods(["GET", "POST"])
def asset_import(request: Request) -> HttpResponse:
    """Hand a file in; one that cannot be read says why."""
    if not looks_after(request.viewer):
        raise NotFound
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = commands.hand_in_assets(
                viewer=request.viewer, name=file.name, content=file.read()
            )
        except Refused as error:
            form.add_error("file", str(error))
        else:
            return redirect("inventory:asset-import-show", row.pk)
    columns = [(FIELDS[field], HEADERS[field][0], field in NEEDED) for field in HEADERS]
    status = 422 if form.is_bound else 200
    words = {"form": form, "columns": columns}
    return render(request, "inventory/asset_import.html", words, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def asset_import_show(request: Request, intake: int) -> HttpResponse:
    """What each line would do; sent back with a yes, it is imported."""
    row, plan = commands.intake_of(viewer=request.viewer, intake_id=intake)
    if request.method == "POST":
        return _apply(request, intake)
    order = [Outcome.ERROR, Outcome.CHANGED, Outcome.NEW, Outcome.SAME]
    drafts = sorted(plan.drafts, key=lambda each: (order.index(each.outcome), each.line))
    words = {
        "intake": row,
        "plan": plan,
        "counts": plan.counts,
        "writes": plan.counts[Outcome.NEW] + plan.counts[Outcome.CHANGED],
        "rows": [
            (draft, [FIELDS.get(name, name) for name in draft.fields]) for draft in drafts[:SHOWN]
        ],
        "more": max(0, len(drafts) - SHOWN),
    }
    return render(request, "inventory/asset_import_show.html", words)


def _apply(request: Request, intake: int) -> HttpResponse:
    digest = request.POST.get("digest", "-")
    try:
        plan = commands.apply_assets(viewer=request.viewer, intake_id=intake, digest=digest)
    except Refused as error:
        messages.error(request, str(error))
        return redirect("inventory:asset-import-show", intake)
    messages.success(request, _said(plan))
    return redirect("inventory:asset-list")


def _said(plan: Plan) -> str:
    count = plan.counts[Outcome.NEW] + plan.counts[Outcome.CHANGED]
    words = ngettext("%(count)s line was imported.", "%(count)s lines were imported.", count)
    left = plan.counts[Outcome.ERROR]
    more = _(" In error and left out: %(left)s.") % {"left": left} if left else ""
    return words % {"count": count} + more

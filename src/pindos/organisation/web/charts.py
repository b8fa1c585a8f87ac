"""The page on which a chart is written: look at what would change, then let it hold."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pindos.kernel.errors import Refused
from pindos.kernel.naming import names_of
from pindos.kernel.web import Request
from pindos.kernel.written import MOST_BYTES
from pindos.organisation.commands import ChartDifference, load_chart
from pindos.organisation.models import Administration
from pindos.organisation.queries.charts import (
    chart_kept_by,
    chart_text_by,
    chart_text_now,
    chart_texts_of,
)
from pindos.organisation.web.steps import steps_of

HERE = "organisation:chart-show"
PAST = 20  # charts of the past on the page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def chart_load(request: Request) -> HttpResponse:
    """Write a chart or hand a file in; see the difference; let it hold."""
    own = chart_kept_by(request.viewer, request.GET.get("administration", ""))
    if request.method != "POST":
        return _page(request, own, _begun(request, own))
    file = request.FILES.get("file")
    text = _read(file) if isinstance(file, UploadedFile) else request.POST.get("text", "").encode()
    name = (file.name if isinstance(file, UploadedFile) else None) or _("chart")
    is_trial = "load" not in request.POST
    try:
        difference = load_chart(
            viewer=request.viewer,
            text=text.replace(b"\r\n", b"\n"),
            file=name[:200],
            is_trial=is_trial,
            only=own.key,
            seen=request.POST.get("digest") or None,
        )
    except Refused as refusal:
        said = text.decode("utf-8", "replace")
        return _page(request, own, said, problem=str(refusal))
    if is_trial:
        return _page(request, own, text.decode("utf-8", "replace"), difference=difference)
    messages.success(request, _("The chart holds from now on."))
    return redirect(HERE)


@login_required
@require_safe
def chart_text(request: Request, text_id: int) -> HttpResponse:
    """A chart that was loaded, as a file."""
    found = chart_text_by(request.viewer, text_id)
    answer = HttpResponse(found.text, content_type="application/yaml; charset=utf-8")
    name = f"{found.administration.key.lower()}-{found.at:%Y-%m-%d}.yaml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _begun(request: Request, own: Administration) -> str:
    """What the page begins with: the chart that holds, or one of the past."""
    past = request.GET.get("from", "")
    if past.isdecimal() and len(past) < 18:
        return chart_text_by(request.viewer, int(past)).text
    return chart_text_now(own)


def _read(file: "UploadedFile[bytes]") -> bytes:
    return bytes(file.read(MOST_BYTES + 1))


def _page(
    request: Request,
    own: Administration,
    text: str,
    *,
    difference: ChartDifference | None = None,
    problem: str = "",
) -> HttpResponse:
    past = list(chart_texts_of(own)[:PAST])
    names = names_of(row.by_id for row in past)
    words = {
        "own": own,
        "text": text,
        "problem": problem.splitlines(),
        **steps_of(difference),
        "past": [(row, names.get(row.by_id or 0, "")) for row in past],
        "here": HERE,
    }
    return render(request, "organisation/chart_load.html", words, status=422 if problem else 200)

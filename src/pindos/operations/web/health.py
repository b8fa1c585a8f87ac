"""Parked deliveries and the timetable."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.errors import Invalid
from pindos.kernel.pages import page_of, rows_a_page
from pindos.kernel.web import Request
from pindos.operations.commands import retry_deliveries, run_job, set_interval
from pindos.operations.queries import (
    parked_count,
    parked_for,
    parked_reactions,
    timetable_for,
)
from pindos.operations.wording import event_words, job_words

ROWS = 25  # deliveries on a page: under 50 kB, long errors and all


@login_required
@require_safe
def delivery_list(request: Request) -> HttpResponse:
    """What was given up after ten tries, and why."""
    page = page_of(
        parked_for(request.viewer),
        by=("id",),
        after=request.GET.get("after", ""),
        size=rows_a_page(ROWS),
    )
    rows = [(row, event_words(row.event.name)) for row in page.items]
    words = {
        "page": page,
        "rows": rows,
        "reactions": parked_reactions(request.viewer),
        "count": parked_count(),
    }
    return render(request, "operations/delivery_list.html", words)


@login_required
@require_POST
def delivery_retry(request: Request, delivery_id: int) -> HttpResponse:
    """Let one go again."""
    retry_deliveries(viewer=request.viewer, delivery_id=delivery_id)
    messages.success(request, _("The delivery starts afresh."))
    return redirect("operations:delivery-list")


@login_required
@require_POST
def delivery_retry_all(request: Request) -> HttpResponse:
    """Let all of a repaired reaction go again."""
    count = retry_deliveries(viewer=request.viewer, reaction=request.POST.get("reaction", ""))
    words = ngettext("%(n)d delivery starts afresh.", "%(n)d deliveries start afresh.", count)
    messages.success(request, words % {"n": count})
    return redirect("operations:delivery-list")


@login_required
@require_safe
def job_list(request: Request) -> HttpResponse:
    """Each job: how often, how it went, when next."""
    jobs = list(timetable_for(request.viewer))
    failing = [job for job in jobs if job.last_error]
    rows = [(job, job_words(job.name)) for job in jobs]
    words = {"jobs": jobs, "rows": rows, "failing": failing}
    return render(request, "operations/job_list.html", words)


@login_required
@require_POST
def job_run(request: Request, name: str) -> HttpResponse:
    """Run one now and say how it went."""
    row = run_job(viewer=request.viewer, job=name)
    if row.last_error:
        messages.error(
            request,
            _("%(job)s failed: %(error)s") % {"job": job_words(name), "error": row.last_error},
        )
    else:
        count = row.last_count or 0
        words = ngettext(
            "%(job)s ran: %(n)d piece of work.", "%(job)s ran: %(n)d pieces of work.", count
        )
        messages.success(request, words % {"job": job_words(name), "n": count})
    return redirect("operations:job-list")


@login_required
@require_POST
def job_interval(request: Request, name: str) -> HttpResponse:
    """Change how often one runs."""
    typed = request.POST.get("every", "").strip()
    seconds = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
    try:
        set_interval(viewer=request.viewer, job=name, seconds=seconds)
    except Invalid as wrong:
        messages.error(request, str(wrong.fields["every"]))
    else:
        messages.success(request, _("The interval is saved."))
    return redirect("operations:job-list")

"""The system's health, parked deliveries and the timetable."""

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.filtering import list_page
from pindos.kernel.health import GRAVE, Finding, Level, worst
from pindos.kernel.jobs import is_long
from pindos.kernel.models import Schedule
from pindos.kernel.web import Request
from pindos.operations.commands import (
    begin_job,
    retry_deliveries,
    run_job,
    set_interval,
    stop_job,
)
from pindos.operations.listings import DELIVERIES, JOBS
from pindos.operations.queries import (
    health_for,
    parked_count,
    parked_reactions,
    timetable_for,
)
from pindos.operations.wording import event_words, job_words

BAD = {Level.WARN, Level.DOWN}
ALIKE = 8  # lines of an area that lead to the same page; beyond them the rest is counted
MANY = 8  # lines of an area; beyond them those that work are folded
ROWS = 25  # deliveries on a page: under 50 kB, long errors and all
JOBS_SHOWN = 20  # each with two forms: under 50 kB


class Lines(NamedTuple):
    """What is shown of an area's lines; of each page with more of them, how many are not."""

    shown: list[Finding]
    more: dict[str, int]
    total: int


@login_required
@require_safe
def health_show(request: Request) -> HttpResponse:
    """How the house is, area by area, what is wrong first."""
    found = health_for(request.viewer)
    words = {
        "areas": [(area, *map(_bounded, _folded(findings))) for area, findings in found.areas],
        "troubled": [area for area, findings in found.areas if worst(findings) in BAD],
        "warned": found.count(Level.WARN),
        "down": found.count(Level.DOWN),
        "lines": len(found.findings),
        "at": found.at,
    }
    return render(request, "operations/health_show.html", words)


def _folded(findings: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """What is shown at once, and of a long area what works and can be opened."""
    if len(findings) <= MANY:
        return findings, []
    fine = [each for each in findings if each.level in {Level.OK, Level.IDLE}]
    return [each for each in findings if each not in fine], fine


def _bounded(findings: list[Finding]) -> Lines:
    """The gravest of the lines that lead to one page, and how many more it has."""
    kept: set[str] = set()
    seen: dict[str, int] = {}
    for each in sorted(findings, key=lambda one: -GRAVE[one.level]):
        seen[each.page] = seen.get(each.page, 0) + 1
        if not each.page or seen[each.page] <= ALIKE:
            kept.add(each.key)
    more = {page: n - ALIKE for page, n in seen.items() if page and n > ALIKE}
    return Lines([each for each in findings if each.key in kept], more, len(findings))


@login_required
@require_safe
def delivery_list(request: Request) -> HttpResponse:
    """What was given up after ten tries, and why."""
    return list_page(
        request,
        DELIVERIES,
        "operations/delivery_list.html",
        lambda rows: {
            "rows": [(row, event_words(row.event.name)) for row in rows],
            "reactions": parked_reactions(request.viewer),
            "count": parked_count(),
        },
        size=ROWS,
    )


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

    def words(rows: Sequence[Schedule]) -> dict[str, object]:
        every = timetable_for(request.viewer)
        return {
            "jobs": every.count(),
            "failing": every.exclude(last_error="").count(),
            "rows": [(job, job_words(job.name)) for job in rows],
        }

    return list_page(request, JOBS, "operations/job_list.html", words, size=JOBS_SHOWN)


@login_required
@require_safe
def job_show(request: Request, name: str) -> HttpResponse:
    """One job: how far it is while it runs, how it went, when next."""
    job = timetable_for(request.viewer).filter(name=name).first()
    if job is None:
        raise NotFound
    words = {"job": job, "words": job_words(name)}
    return render(request, "operations/job_show.html", words)


@login_required
@require_POST
def job_run(request: Request, name: str) -> HttpResponse:
    """Run one now and say how it went; a long one begins, and its page says how far it is."""
    if is_long(name):
        begin_job(viewer=request.viewer, job=name)
        return redirect("operations:job-show", name)
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
def job_stop(request: Request, name: str) -> HttpResponse:
    """Stop one that is running."""
    stop_job(viewer=request.viewer, job=name)
    words = _("%(job)s is being stopped. How it ended stands here in a moment.")
    messages.success(request, words % {"job": job_words(name)})
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

"""The first page: what waits for those who work at the desk; for all others the report."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from pindos.kernel.slots import render as render_slot
from pindos.kernel.web import Request
from pindos.servicedesk.queries.counts import (
    desk_counts,
    waiting_for,
    waiting_for_anybody,
)
from pindos.servicedesk.queries.own import own_asked, own_open
from pindos.servicedesk.queries.referrals import latest_referrals
from pindos.servicedesk.web.approvals import waiting_lines
from pindos.servicedesk.web.news import last_workday, news_for
from pindos.servicedesk.web.queue import home_unit
from pindos.servicedesk.web.referrals import referral_lines
from pindos.servicedesk.web.report_page import report_form, report_page
from pindos.servicedesk.web.rows import Row, rows_of
from pindos.servicedesk.web.tasks import my_task_lines
from pindos.servicedesk.web.who import reads, works

MINE_SHOWN, FREE_SHOWN, OWN_SHOWN = 12, 6, 5


@login_required
@require_GET
def today(request: Request) -> HttpResponse:
    """One sentence, then what waits; people without a desk get the report and their tickets."""
    if not reads(request.viewer):
        return _for_employees(request)
    if not works(request.viewer):
        return redirect("servicedesk:ticket-list")
    to_do = rows_of(waiting_for(request.viewer)[:MINE_SHOWN])
    free = rows_of(waiting_for_anybody(request.viewer)[:FREE_SHOWN])
    counts = desk_counts(request.viewer)
    day = timezone.localdate()
    since = last_workday(request.viewer, day)
    context = {
        "day": day,
        "since": since,
        "unit": home_unit(request.viewer),
        "to_do": to_do,
        "to_do_count": counts.to_do,
        "late": sum(row.is_late for row in to_do),
        "free": free,
        "free_count": counts.free,
        "counts": counts,
        "referrals": _referrals(request),
        "tasks": my_task_lines(request.viewer),
        "approvals": waiting_lines(request.viewer),
        "first": _first(to_do, free),
        "news": news_for(request.viewer, since, day),
        "panels": render_slot("servicedesk.today", request.viewer, request.viewer.person_id or 0),
    }
    return render(request, "servicedesk/today.html", context)


def _referrals(request: Request) -> list[object]:
    """What came back, what came, what is away; each once, also for who sees both its ends."""
    legs = {
        leg.pk: leg
        for way in ("back", "in", "out")
        for leg in latest_referrals(request.viewer, way)
    }
    return list(referral_lines(list(legs.values())))


def _first(to_do: list[Row], free: list[Row]) -> Row | None:
    """What to open now: the first of one's own, else the first that nobody has."""
    return next(iter([*to_do, *free]), None)


def _for_employees(request: Request) -> HttpResponse:
    asks, mine = own_asked(request.viewer)[:OWN_SHOWN], own_open(request.viewer)[:OWN_SHOWN]
    form = report_form(request)
    return report_page(request, form, asks=rows_of(asks), mine=rows_of(mine))

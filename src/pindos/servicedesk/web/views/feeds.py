"""The calendar of due work for other calendars: its addresses, and what is read by them."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindos.identity.queries import languages_of_people
from pindos.kernel.errors import NotFound
from pindos.kernel.web import Request
from pindos.organisation import queries as organisation
from pindos.organisation.rights import units_seen_by
from pindos.servicedesk import commands
from pindos.servicedesk.queries import Due, Fed, fed_by, feeds_of
from pindos.servicedesk.rules.ical import Happens, calendar
from pindos.servicedesk.web.who import reads


@login_required
@require_http_methods(["GET", "POST"])
def calendar_feeds(request: Request) -> HttpResponse:
    """One's addresses; a new one is shown on this answer and never again."""
    if not reads(request.viewer):
        raise NotFound
    address = ""
    if request.method == "POST":
        unit = request.POST.get("unit", "")
        _row, secret = commands.make_calendar_feed(viewer=request.viewer, unit=unit)
        address = request.build_absolute_uri(reverse("servicedesk:calendar-feed", args=[secret]))
    rows = list(feeds_of(request.viewer))
    names = organisation.units_by_id({row.unit_id for row in rows if row.unit_id})
    units = organisation.units_by_id(units_seen_by(request.viewer)).values()
    context = {
        "address": address,
        "feeds": [(row, names.get(row.unit_id or 0)) for row in rows],
        "units": sorted(units, key=lambda unit: unit.name),
    }
    answer = render(request, "servicedesk/calendar_feeds.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@require_POST
def calendar_feed_revoke(request: Request, pk: int) -> HttpResponse:
    """Let nobody read by it any more."""
    commands.revoke_calendar_feed(viewer=request.viewer, feed_id=pk)
    messages.success(request, _("The address was revoked. Whoever has it reads nothing any more."))
    return redirect("servicedesk:calendar-feeds")


@require_safe
def calendar_feed(request: Request, secret: str) -> HttpResponse:
    """The calendar itself, for programs: no sign-in, the address is the secret."""
    fed = fed_by(secret, timezone.now())
    with override(languages_of_people([fed.person_id])[fed.person_id]):
        text = calendar(_name(fed), _events(request, fed)).encode()
    etag = f'"{hashlib.sha256(text).hexdigest()}"'
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Disposition"] = 'inline; filename="pindos.ics"'
    found: HttpResponse = get_conditional_response(request, etag=etag, response=answer) or answer
    return found


def _name(fed: Fed) -> str:
    name = _("Calendar of due work")
    return f"{name}: {fed.unit.name}" if fed.unit else name


def _events(request: Request, fed: Fed) -> list[Happens]:
    host = request.get_host().partition(":")[0]
    events = [_due(request, host, due) for due in fed.due]
    return events + [
        Happens(
            uid=f"{hashlib.sha256(each.url.encode()).hexdigest()[:24]}@{host}",
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            summary=f"{each.label}: {each.title}",
            description="",
            url=request.build_absolute_uri(each.url),
        )
        for each in fed.planned
    ]


def _due(request: Request, host: str, due: Due) -> Happens:
    page = reverse("servicedesk:ticket-show", args=[due.number])
    kind = pgettext("calendar", "task") if due.is_task else pgettext("calendar", "deadline")
    return Happens(
        uid=f"{due.key}@{host}",
        starts_at=due.at,
        ends_at=None,
        summary=f"{due.number} {due.title}",
        description=" · ".join(filter(None, [kind, due.who])),
        url=request.build_absolute_uri(page),
    )

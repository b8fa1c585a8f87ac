"""The deadlines of a ticket, with every interval that counted and every one that did not."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from pindos.clocks.queries import Explained, name_of_day_off
from pindos.clocks.rules import Piece, Why
from pindos.kernel.web import Request
from pindos.organisation.queries import units_by_id
from pindos.records.terms import Sight
from pindos.servicedesk.queries import deadlines_of, sight_of_ticket, ticket_by
from pindos.servicedesk.queries.spans import in_hours, in_words
from pindos.servicedesk.terms import LEG, PROMISES

WORDS = {
    Why.COUNTED: pgettext_lazy("time", "Counted"),
    Why.PAUSED: _("It waited: nobody here was asked for anything"),
    Why.CLOSED: _("Outside working hours"),
    Why.DAY_OFF: _("Holiday"),
}


class Line(NamedTuple):
    """A piece of time as the page shows it."""

    start: datetime
    end: datetime
    is_counted: bool
    is_ahead: bool
    words: str
    length: str


@login_required
@require_safe
def ticket_deadlines(request: Request, ticket: str) -> HttpResponse:
    """What was promised, what was counted so far, and why it ends when it does."""
    row = ticket_by(request.viewer, ticket)
    found = deadlines_of(row)
    if sight_of_ticket(request.viewer, row) != Sight.ALL:
        found = [each for each in found if not each.clock.key.startswith(LEG)]
    units = units_by_id({each.clock.unit_id for each in found})
    now = timezone.now()
    shown = [_shown(each, units[each.clock.unit_id].name, now) for each in found]
    words = {"ticket": row, "deadlines": shown}
    return render(request, "servicedesk/ticket_deadlines.html", words)


def _shown(each: Explained, unit: str, now: datetime) -> dict[str, Any]:
    clock = each.clock
    return {
        "clock": clock,
        "name": PROMISES[clock.key.partition(":")[0]],
        "unit": unit,
        "promised": in_words(clock.seconds // 60),
        "spent": in_words(each.spent // 60),
        "is_late": clock.is_met is False or bool(clock.due_at and clock.due_at <= now),
        "lines": [_line(piece, now) for piece in each.pieces],
    }


def _line(piece: Piece, now: datetime) -> Line:
    words = str(WORDS[piece.why])
    if piece.name:
        words = f"{words}: {name_of_day_off(piece.name)}"
    is_counted = piece.why == Why.COUNTED
    length = in_hours(piece.length // timedelta(minutes=1)) if is_counted else ""
    return Line(piece.start, piece.end, is_counted, piece.start > now, words, length)

"""Tickets as the lines of a list: all names fetched at once, all markup made beforehand."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pindos.organisation import queries as organisation
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import NamedTicket, named
from pindos.servicedesk.web import chips
from pindos.servicedesk.web.titles import shortened
from pindos.shell.markup import joined, markup

BOX = (
    '<td role="cell" class="box"><input class="pi-box" type="checkbox" name="ticket" value="{}" '
    'aria-label="{} {}"></td>'
)


class Row(NamedTuple):
    """One line."""

    number: str
    url: str
    title: str
    place: str
    priority: SafeString
    state: SafeString
    age: SafeString
    assignee: str
    requester: str
    unit: str
    with_unit: str
    state_since: datetime
    state_key: str
    is_late: bool
    own_state: SafeString


def rows_of(tickets: Iterable[Ticket]) -> list[Row]:
    """The lines of a list; four queries, however many there are."""
    now = timezone.now()
    lines = named(tickets, now)
    sites = _sites(lines)
    return [_row(line, sites, now) for line in lines]


def _row(line: NamedTicket, sites: dict[int, str], now: datetime) -> Row:
    ticket = line.ticket
    return Row(
        number=ticket.number or "",
        url=f"{_list()}{ticket.number}/",
        title=shortened(ticket.title),
        place=sites.get(ticket.site_id or 0) or line.prefecture.name,
        priority=chips.priority_chip(ticket.priority),
        state=chips.state_chip(ticket.state),
        age=chips.age(ticket.state, ticket.opened_at, ticket.late_at, now),
        assignee=line.assignee.name if line.assignee else "",
        requester=line.requester.name if line.requester else "",
        unit=line.unit.name,
        with_unit=line.with_unit.name,
        state_since=ticket.state_since,
        state_key=ticket.state,
        is_late=line.is_late,
        own_state=chips.own_state_chip(ticket.state),
    )


def lines_of_table(rows: Iterable[Row], *, may_pick: bool) -> SafeString:
    """The rows of the table of tickets, each with a box to choose it where several may be chosen.

    They are made here and not in a template, as the lines of a timeline are.
    """
    choose, nobody = _("Choose"), markup('<span class="pi-meta">{}</span>', _("nobody yet"))
    return joined((_line(row, choose if may_pick else "", nobody) for row in rows), "\n")


def _line(row: Row, choose: str, nobody: SafeString) -> SafeString:
    box = markup(BOX, row.number, choose, row.number) if choose else ""
    return markup(
        '<tr role="row">{}<th role="rowheader" scope="row" class="what"><a href="{}">{}</a>'
        '<span class="pi-meta"><span class="pi-id">{}</span> · {}</span></th>'
        '<td role="cell">{}</td><td role="cell">{}</td><td role="cell">{}</td>'
        '<td role="cell" class="who ms-auto">{}</td></tr>',
        box,
        row.url,
        row.title,
        row.number,
        row.place,
        row.priority,
        row.state,
        row.age,
        row.assignee or nobody,
    )


def _sites(lines: list[NamedTicket]) -> dict[int, str]:
    ids = {line.ticket.site_id for line in lines if line.ticket.site_id}
    return {pk: site.name for pk, site in organisation.sites_by_id(ids).items()} if ids else {}


@cache
def _list() -> str:
    """Where the tickets stand; each under its number."""
    return reverse("servicedesk:ticket-list")

"""Tickets that are probably about the same, and what solved others like it.

Only what the viewer reads in full as the service is looked at: nothing else is shown or counted.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.records.queries import solutions_of
from pindos.search.queries import Alike, resembling, words_in, words_shared
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.named import NamedTicket, named
from pindos.servicedesk.queries.tickets import unit_tickets_for
from pindos.servicedesk.rules.sameness import COMMON, Likeness, is_likely
from pindos.servicedesk.terms import ABOUT, State

NEAR = timedelta(hours=12)  # from one report to another of the same outage
MOST = 50  # probable duplicates on one page
SOLVED_SHOWN = 5
FEWEST_WORDS = 2  # that the titles of two tickets of different categories share
FEWEST_HELD = 3  # of a title, all of them in what was said on the other
CATEGORY_COUNTS = 1.5  # how much more a ticket of the same category says
MERGEABLE = (State.NEW, State.ASSIGNED, State.WAITING, State.RETURNED)
OVER = (State.SOLVED, State.CLOSED)
NOT_ALIKE = Alike(0, 0.0, 0, 0, 0.0)


class Duplicate(NamedTuple):
    """A ticket of the same hours and place: how many words both share, and what else.

    ``is_likely``: both are probably about one trouble (``rules.sameness``).
    """

    line: NamedTicket
    words: int
    has_category: bool
    has_site: bool
    is_likely: bool


class Solved(NamedTuple):
    """A ticket that was solved, and the words in which the requester was told how."""

    line: NamedTicket
    solution: str
    has_category: bool


def probable_duplicates(viewer: Viewer, ticket: Ticket) -> list[Duplicate]:
    """What the same unit has of the same prefecture and the same hours, the likeliest first.

    NotFound for whoever does not read the ticket as the service.
    """
    refuse_outside(viewer, ticket)
    near = unit_tickets_for(viewer).filter(
        unit=ticket.unit_id,
        prefecture=ticket.prefecture_id,
        state__in=MERGEABLE,
        opened_at__range=(ticket.opened_at - NEAR, ticket.opened_at + NEAR),
    )
    rows = list(near.exclude(pk=ticket.pk).order_by("-opened_at", "-id")[: 4 * MOST])
    if not rows:
        return []
    alike = _alike(viewer, ticket, [row.pk for row in rows])
    likeness = {row.pk: _likeness(ticket, row) for row in rows}
    naming = sum(each.names_all for each in likeness.values())
    likely = {pk for pk, each in likeness.items() if is_likely(each, naming - int(each.names_all))}
    found = [
        _duplicate(ticket, line, alike.get(line.ticket.pk, NOT_ALIKE), likely)
        for line in named(rows)
    ]
    found.sort(
        key=lambda each: (
            -each.is_likely,
            -alike.get(each.line.ticket.pk, NOT_ALIKE).score,
            -each.has_category,
            -each.has_site,
        )
    )
    return found[:MOST]


def solved_alike(viewer: Viewer, ticket: Ticket) -> list[Solved]:
    """What was solved and is like it, the likest first, with what solved it.

    NotFound for whoever does not read the ticket as the service.
    """
    refuse_outside(viewer, ticket)
    alike = _alike(viewer, ticket)
    others = unit_tickets_for(viewer).filter(pk__in=set(alike) - {ticket.pk})
    rows = [row for row in others if row.state in OVER]  # asked, SQLite would walk all of a state
    worth = {
        row.pk: alike[row.pk].score * (CATEGORY_COUNTS if _is_same(row, ticket) else 1)
        for row in rows
        if _is_same(row, ticket) or _is_about_it(ticket, row, alike[row.pk])
    }
    best = sorted(worth, key=lambda pk: (-worth[pk], -pk))
    said = solutions_of(row.record_id for row in rows if row.pk in worth)
    by_id = {row.pk: row for row in rows}
    shown = [by_id[pk] for pk in best if said.get(by_id[pk].record_id)][:SOLVED_SHOWN]
    return [
        Solved(line, said[line.ticket.record_id], _is_same(line.ticket, ticket))
        for line in named(shown)
    ]


def refuse_outside(viewer: Viewer, ticket: Ticket) -> None:
    """Refuse whoever does not read the ticket as the service."""
    if not unit_tickets_for(viewer).filter(pk=ticket.pk).exists():
        raise NotFound


def _alike(
    viewer: Viewer, ticket: Ticket, among: Collection[int] | None = None
) -> dict[int, Alike]:
    found = resembling(viewer, ticket.title, kind=ABOUT, among=among)
    return {each.about_id: each for each in found}


def _duplicate(
    ticket: Ticket, line: NamedTicket, alike: Alike, likely: Collection[int]
) -> Duplicate:
    other = line.ticket
    has_site = ticket.site_id is not None and other.site_id == ticket.site_id
    return Duplicate(line, alike.words, _is_same(other, ticket), has_site, other.pk in likely)


def _likeness(ticket: Ticket, other: Ticket) -> Likeness:
    one, two = ticket.title, other.title
    is_theirs = ticket.requester_id is not None and ticket.requester_id == other.requester_id
    return Likeness(
        words=words_shared(one, two),
        shorter=min(words_in(one), words_in(two)),
        things=words_shared(one, two, COMMON),
        least=min(words_in(one, COMMON), words_in(two, COMMON)),
        has_category=_is_same(other, ticket),
        has_requester=is_theirs,
    )


def _is_about_it(ticket: Ticket, other: Ticket, alike: Alike) -> bool:
    """Whether a ticket of another category is about the same: two words that happen to stand
    somewhere in its replies, or a month that both titles name, say nothing."""
    shared = words_shared(ticket.title, other.title)
    if shared and alike.words == alike.of >= FEWEST_HELD:
        return True
    shorter = min(words_in(ticket.title), words_in(other.title))
    return shared >= FEWEST_WORDS and 2 * shared >= shorter


def _is_same(one: Ticket, other: Ticket) -> bool:
    """Whether both are of one category."""
    return one.category_id is not None and one.category_id == other.category_id

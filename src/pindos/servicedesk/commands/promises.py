"""Keeping the clocks of a ticket in step with it; part of every act that changes it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from pindos.clocks.commands import (
    Begun,
    Promised,
    Wanted,
    begin_clocks,
    keep_clocks_of,
    stop_clocks,
)
from pindos.clocks.queries import Ends, ends_by_thing
from pindos.kernel.among import among
from pindos.kernel.updating import update_each
from pindos.servicedesk.models import Leg, Ticket
from pindos.servicedesk.queries import terms_of
from pindos.servicedesk.rules.levels import Terms
from pindos.servicedesk.terms import ABOUT, ANSWER, LEG, SOLUTION, State

RUNS_BY = ("priority", "category_id", "prefecture_id", "unit_id")
OVER = (State.SOLVED, State.CLOSED)
DEADLINES = ("late_at", "answer_due_at", "solve_due_at", "risk_at")
HALTS = (State.WAITING, State.REFERRED, State.MERGED)  # states that begin or halt a clock


def begin_promises(ticket: Ticket, now: datetime) -> Begun:
    """The clocks of a new ticket, which are saved later; it bears when they end."""
    begun = begin_clocks(ABOUT, _wanted(ticket, terms_of(ticket)), now)
    note_ends(ticket, begun.ends)
    return begun


def keep_promises(ticket: Ticket, before: Mapping[str, Any], now: datetime) -> None:
    """Let the clocks follow what changed, and the ticket bear when they end.

    Asks nothing of the database when nothing changed by which they run.
    """
    after = {name: getattr(ticket, name) for name in ("state", *RUNS_BY)}
    if _runs_by(before) != _runs_by(after):
        is_referral = State.REFERRED in (before["state"], ticket.state)
        renew_promises(ticket, now, with_legs=is_referral)


def _runs_by(values: Mapping[str, Any]) -> tuple[object, ...]:
    """All of a ticket by which its clocks run: who works on it is none of it."""
    state = values["state"]
    stands = (state in OVER, *(state == each for each in HALTS))
    return (*stands, *(values[name] for name in RUNS_BY))


def renew_promises(ticket: Ticket, now: datetime, *, with_legs: bool = True) -> None:
    """The same, whatever has changed: the ticket, a level or the hours."""
    renew_together([ticket], now, with_legs=with_legs)


def renew_together(tickets: Sequence[Ticket], now: datetime, *, with_legs: bool = True) -> None:
    """The same for several tickets, with as many statements as for one; they are not saved."""
    by_terms = _with_terms(tickets)
    own = keep_clocks_of(ABOUT, {each.pk: _wanted(each, terms) for each, terms in by_terms}, now)
    if with_legs:
        keep_clocks_of(ABOUT, _of_legs(by_terms), now)
    for ticket in tickets:
        note_ends(ticket, own[ticket.pk])


def _with_terms(tickets: Sequence[Ticket]) -> list[tuple[Ticket, Terms]]:
    """Each with what is promised for it; many are alike."""
    known: dict[tuple[object, ...], Terms] = {}
    found = []
    for ticket in tickets:
        alike = (ticket.priority, ticket.category_id, ticket.prefecture_id)
        if alike not in known:
            known[alike] = terms_of(ticket)
        found.append((ticket, known[alike]))
    return found


def note_ends(ticket: Ticket, ends: Ends) -> None:
    """Write on the ticket when its clocks end, so that lists go by it."""
    for name, value in _deadlines(ends).items():
        setattr(ticket, name, value)


def _deadlines(ends: Ends) -> dict[str, datetime | None]:
    return {
        "late_at": ends.first,
        "answer_due_at": ends.due.get(ANSWER),
        "solve_due_at": ends.due.get(SOLUTION),
        "risk_at": ends.first_warning,
    }


def late_again(ids: Collection[int]) -> None:
    """Write on tickets whose clocks have moved when they end now."""
    ends = ends_by_thing(ABOUT, ids, (ANSWER, SOLUTION))
    update_each(Ticket, DEADLINES, [(pk, _deadlines(ends[pk])) for pk in sorted(ends)])


def note_first_answer(ticket: Ticket, now: datetime) -> None:
    """The unit has written to whoever asked: what was promised for that is kept or broken."""
    if stop_clocks(ABOUT, ticket.pk, [ANSWER], now):
        renew_promises(ticket, now, with_legs=False)


def _wanted(ticket: Ticket, terms: Terms) -> list[Wanted]:
    over = ticket.solved_at if ticket.state in OVER else None
    is_still = ticket.state == State.WAITING
    return [
        Wanted(
            ANSWER,
            _promised(ticket, terms, terms.answer, ticket.unit_id),
            ticket.opened_at,
            stopped_at=over,
            is_still=is_still,
            is_once=True,
        ),
        Wanted(
            SOLUTION,
            _promised(ticket, terms, terms.solution, ticket.unit_id),
            ticket.opened_at,
            stopped_at=over,
            is_still=is_still,
        ),
    ]


def _of_legs(by_terms: Sequence[tuple[Ticket, Terms]]) -> dict[int, list[Wanted]]:
    found: dict[int, list[Wanted]] = defaultdict(list)
    known = {ticket.pk: (ticket, terms) for ticket, terms in by_terms}
    for leg in Leg.objects.filter(ticket__in=among(known)):
        ticket, terms = known[leg.ticket_id]
        found[ticket.pk].append(
            Wanted(
                f"{LEG}:{leg.pk}",
                _promised(ticket, terms, terms.leg, leg.unit_id),
                leg.began_at,
                stopped_at=leg.ended_at,
                is_once=True,
            )
        )
    return found


def _promised(ticket: Ticket, terms: Terms, minutes: int | None, unit_id: int) -> Promised | None:
    if not minutes or ticket.state == State.MERGED:
        return None
    return Promised(minutes * 60, terms.hours, ticket.prefecture_id, unit_id)

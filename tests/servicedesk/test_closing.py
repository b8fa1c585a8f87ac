from datetime import timedelta

import pytest
from django.utils import timezone
from tests.servicedesk.desk import ANSWER, act, referred

from pindos.identity.queries import viewer_for
from pindos.kernel.deliveries import drain
from pindos.kernel.jobs import run_due
from pindos.kernel.models import Event
from pindos.notices.models import Notice
from pindos.servicedesk.commands import close_solved_tickets
from pindos.servicedesk.models import Leg, Ticket
from pindos.servicedesk.queries import story_of

WEEK = timedelta(days=7)


@pytest.fixture
def solved(ticket, dafni):
    return act("resolve_ticket", dafni, ticket, answer=ANSWER)


def test_a_solved_ticket_is_closed_after_a_week_and_not_before(solved, anthi):
    assert close_solved_tickets(now=solved.solved_at + WEEK - timedelta(seconds=1)) == 0
    while drain():
        pass
    told = Notice.objects.count()
    assert close_solved_tickets(now=solved.solved_at + WEEK) == 1
    assert close_solved_tickets(now=solved.solved_at + WEEK) == 0
    while drain():
        pass
    closed = Ticket.objects.get()
    event = Event.objects.get(name="servicedesk.TicketClosed")
    assert closed.state == "closed" and closed.closed_at and event.actor_id is None
    assert Notice.objects.count() == told
    assert "επτά ημέρες" in story_of(viewer_for(anthi), closed)[-1].words


def test_the_job_stands_on_the_timetable_and_counts_what_it_closed(solved):
    Ticket.objects.update(solved_at=timezone.now() - WEEK)
    assert run_due()["close-solved-tickets"] == 1


def test_what_was_reopened_in_the_week_stays_open(solved, anthi):
    act("reopen_ticket", anthi, solved)
    assert close_solved_tickets(now=timezone.now() + 2 * WEEK) == 0


def test_confirming_ends_an_open_referral_as_recalled(ticket, anthi, dafni):
    referred(dafni, ticket)
    closed = act("confirm_ticket", anthi, ticket)
    assert (closed.state, closed.with_unit_id) == ("closed", closed.unit_id)
    assert Leg.objects.get().outcome == "recalled" and Leg.objects.get().ended_at


def test_confirming_and_taking_twice_change_nothing_the_second_time(ticket, anthi, dafni):
    for name, account in (("take_ticket", dafni), ("confirm_ticket", anthi)):
        seen = Ticket.objects.get().version
        act(name, account, ticket, version=seen)
        happened = Event.objects.count()
        act(name, account, ticket, version=seen)
        assert Event.objects.count() == happened


def test_what_is_opened_again_is_not_solved_any_more(solved, anthi):
    reopened = act("reopen_ticket", anthi, solved)
    assert reopened.state == "new" and reopened.solved_at is None

"""Recurring work is opened by the real timer, a process of its own, right after it is due."""

import pytest
from django.urls import reverse
from tests.cast import viewer_of
from tests.run.house import until
from tests.run.test_workers import Nursery

from pindos.automation.commands import add_routine
from pindos.automation.terms import OPENING
from pindos.kernel.access import HOUSE
from pindos.kernel.models import Schedule
from pindos.operations.commands import set_options
from pindos.servicedesk.models import Ticket

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DAILY = {"name": "Έλεγχος", "title": "Έλεγχος της ημέρας", "every": "days", "shift": "stay"}


def looked():
    """Whether the timer has looked, and has nothing to do with it now."""
    row = Schedule.objects.filter(name=OPENING, lease_until=None).first()
    return row and row.last_ok_at and row


def test_what_is_switched_on_on_its_day_is_opened_by_the_timer_at_once(giorgos, client, tmp_path):
    set_options(viewer=HOUSE, values={"automation.opens_at": 0})  # at whatever hour this runs
    row = add_routine(viewer=viewer_of(giorgos), unit="TP-FLO", **DAILY)
    page = reverse("automation:routine-show", args=[row.pk])
    client.force_login(giorgos)
    with Nursery(tmp_path / "home", "timer"):
        assert until(looked, "the timer to have looked").last_count == 0
        said = client.post(reverse("automation:routine-switch-on", args=[row.pk]), follow=True)
        assert "ανοίγει σε λίγο" in said.content.decode()
        ticket = until(Ticket.objects.first, "the timer to open it, half an hour too early")
        shown = lambda: ticket.number in client.get(page).content.decode()  # noqa: E731
        until(lambda: looked() and shown(), "the timer to note it")
    assert (ticket.title, ticket.requester_id) == ("Έλεγχος της ημέρας", giorgos.person_id)
    assert Ticket.objects.count() == 1

"""Several at once: a double click, two technicians, a counter that knows no gap."""

import pytest
from tests.servicedesk.desk import REASON, STORY, TITLE, TRIED, act, opened
from tests.threads import together

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Refused
from pindos.kernel.models import Event
from pindos.kernel.once import once
from pindos.servicedesk.api.told import ticket_out
from pindos.servicedesk.commands import open_ticket
from pindos.servicedesk.models import Leg, Ticket

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_clicks_on_send_are_one_ticket(anthi):
    viewer, answers = viewer_for(anthi), []

    def click():
        def send():
            return ticket_out(open_ticket(viewer=viewer, title=TITLE, description=STORY))

        answers.append(once(viewer=viewer, key="κλικ", asked=TITLE, act=send))

    together(click, times=8)
    assert Ticket.objects.count() == 1
    assert len(answers) == 8 and len({answer["number"] for answer in answers}) == 1


def test_eight_reports_at_once_have_numbers_without_a_gap(anthi):
    together(lambda: opened(anthi), times=8)
    numbers = sorted(int(n[-4:]) for n in Ticket.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 9))


def test_eight_clicks_on_refer_are_one_leg(anthi, dafni):
    ticket, refused = opened(anthi), []

    def refer():
        try:
            act("refer_ticket", dafni, ticket, tried=TRIED, reason=REASON)
        except Refused as refusal:
            refused.append(refusal.status)

    together(refer, times=8)
    assert Leg.objects.count() == 1 and refused == [409] * 7


def test_eight_clicks_on_take_are_one_event(anthi, dafni):
    ticket = opened(anthi)
    together(lambda: act("take_ticket", dafni, ticket), times=8)
    assert Event.objects.filter(name="servicedesk.TicketTaken").count() == 1
    assert Ticket.objects.get().version == 2


def test_of_two_who_solve_the_same_version_one_is_told_who_was_faster(anthi, dafni, giorgos):
    ticket, words = opened(anthi), []

    def solve(account):
        def run():
            try:
                act("resolve_ticket", account, ticket, answer="Έγινε.", version=1)
            except Refused as refusal:
                words.append(str(refusal))

        return run

    together(solve(dafni), solve(giorgos))
    assert len(words) == 1 and ("Δάφνη" in words[0] or "Γιώργος" in words[0])

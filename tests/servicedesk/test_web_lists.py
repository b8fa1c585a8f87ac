"""Lists: what they hold, that their counts obey rights, and what they cost."""

import re

import pytest
from django.urls import reverse
from tests.servicedesk.busy import busy
from tests.servicedesk.desk import act, opened, referred

from pindos.servicedesk.models import Ticket

MOST = 50_000  # bytes of HTML


@pytest.fixture
def tickets(anthi, dafni, giorgos, iason):
    return busy(anthi, dafni, giorgos, iason)


def page(client, account, name, query=""):
    client.force_login(account)
    return client.get(reverse(f"servicedesk:{name}") + query)


def numbers(answer):
    """The numbers in the rows of the list."""
    rows = re.findall(
        r'<tr role="row">(?:<td role="cell" class="box">.*?</td>)?<th role="rowheader".*?</tr>',
        answer.content.decode(),
    )
    return [re.search(r"[A-Z]{3}-\d{4}-\d{4}", row)[0] for row in rows]


def titles(tickets, answer):
    names = {ticket.number: name for name, ticket in tickets.items()}
    return {names[number] for number in numbers(answer)}


VIEWS = [
    ("", {"printer", "maps", "network", "card", "scanner", "signing"}),
    ("?assignee=me", {"printer", "maps", "scanner", "signing"}),
    ("?assignee=none", {"card"}),
    ("?state=waiting", {"scanner"}),
    ("?state=referred", {"maps"}),
    ("?late=true", set()),
    ("?due=yesterday", set()),
    ("?state=solved", {"newcomer"}),
    ("?priority=4", {"network"}),
    ("?priority=99", {"printer", "maps", "network", "card", "scanner", "signing"}),
    ("?q=υπογραφη", {"signing"}),
    ("?q=ΕΚΤΥΠΩΤΉΣ", {"printer"}),
    ("?prefecture=FLO&state=open", {"printer", "maps", "network", "card", "scanner", "signing"}),
    ("?prefecture=KOZ", set()),
    ("?unit=TP-FLO&state=new", {"card"}),
    ("?referral=out", {"maps"}),
]


@pytest.mark.parametrize(("query", "names"), VIEWS)
def test_the_queue_holds_what_its_address_asks_for(client, dafni, tickets, query, names):
    assert titles(tickets, page(client, dafni, "ticket-list", query)) == names


def test_every_view_counts_exactly_what_it_shows(client, dafni, tickets):
    answer = page(client, dafni, "ticket-list")
    for tab in answer.context["tabs"]:
        rows = numbers(page(client, dafni, "ticket-list", tab.address))
        assert len(rows) == tab.number, tab.label


def test_the_most_urgent_and_among_them_the_oldest_come_first(client, dafni, tickets):
    first = numbers(page(client, dafni, "ticket-list"))[:3]
    assert first == [tickets[name].number for name in ("network", "printer", "signing")]


@pytest.mark.parametrize("query", ["", "?prefecture=FLO", "?q=εκτυπωτής", "?unit=TP-FLO"])
def test_counts_and_lists_know_nothing_of_another_prefecture(client, kosmas, tickets, query):
    answer = page(client, kosmas, "ticket-list", query)
    assert numbers(answer) == [] and answer.context["total"] == 0
    assert all(tab.number == 0 for tab in answer.context["tabs"])


def test_the_directorate_sees_a_prefecture_but_works_in_its_own_queue(client, iason, tickets):
    assert titles(tickets, page(client, iason, "ticket-list")) == {"maps"}
    assert len(numbers(page(client, iason, "ticket-list", "?prefecture=FLO"))) == 6


def test_what_does_not_exist_is_said_and_not_a_crash(client, dafni, tickets):
    for query in (
        "?state=odd",
        "?prefecture=XXX",
        "?unit=XXX",
        "?assignee=x@y",
        "?referral=x",
    ):
        answer = page(client, dafni, "ticket-list", query)
        assert answer.status_code == 200 and answer.context["mistakes"]
    assert page(client, dafni, "ticket-list", "?after=broken").status_code == 409


def test_today_begins_with_what_waits_for_the_viewer(client, dafni, tickets):
    words = page(client, dafni, "today").content.decode()
    assert "2 αιτήματα σας περιμένουν" in words and "1 παραπομπή γύρισε" in words
    assert words.count("Σφάλμα στην υπογραφή") == 2  # among the own ones and the referrals, once


def test_the_first_page_of_a_civil_servant_is_the_report(client, anthi, tickets):
    words = page(client, anthi, "today").content.decode()
    assert "Το παίρνει το Τμήμα Πληροφορικής Φλώρινας." in words
    assert "Τι δεν δουλεύει;" in words and tickets["scanner"].number in words


def test_my_tickets_begin_with_what_waits_for_me(client, anthi, tickets):
    answer = page(client, anthi, "ticket-mine")
    waiting = [row.number for row in answer.context["waiting"]]
    assert waiting == [tickets["scanner"].number, tickets["newcomer"].number]


def test_a_referral_shows_to_both_units_until_it_ends(client, dafni, iason, tickets):
    for account, way in ((dafni, "out"), (iason, "in")):
        assert numbers(page(client, account, "referral-list", f"?show={way}")) == [
            tickets["maps"].number
        ]
    assert numbers(page(client, dafni, "referral-list", "?show=back")) == [
        tickets["signing"].number
    ]
    assert "1 είναι σε εξέλιξη." in page(client, dafni, "referral-list").content.decode()
    act("recall_ticket", dafni, tickets["maps"])
    assert numbers(page(client, iason, "referral-list", "?show=in")) == []


def test_a_referral_counts_as_new_until_somebody_accepts_it(client, dafni, iason, tickets):
    referred(dafni, tickets["printer"])
    assert page(client, iason, "referral-list").context["counts"]["new"] == 1
    act("accept_ticket", iason, tickets["printer"])
    assert page(client, iason, "referral-list").context["counts"]["new"] == 0


@pytest.fixture
def many(anthi, dafni):
    """A queue of more than a page, made of copies."""
    first = opened(anthi, title="Το κοινόχρηστο των δασικών χαρτών δεν ανοίγει σε κανέναν")
    rows = []
    for count in range(120):
        row = Ticket.objects.get(pk=first.pk)
        row.title = f"Ζ{count} " + "το κοινόχρηστο " * 12
        row.pk, row.number, row.record_id = None, f"FLO-2025-{count:04d}", record(first)
        rows.append(row)
    Ticket.objects.bulk_create(rows)


def record(ticket):
    copy = type(ticket.record).objects.create(about=ticket.record.about)
    return copy.pk


def test_a_long_queue_is_turned_page_by_page_and_loses_nothing(client, dafni, many):
    seen, query = [], ""
    for _page in range(4):
        answer = page(client, dafni, "ticket-list", query)
        assert len(answer.content) < MOST
        seen += numbers(answer)
        query = f"?after={answer.context['page'].next}"
    assert len(seen) == len(set(seen)) == 121 and query == "?after="


COSTS = [("today", 41), ("ticket-list", 32), ("ticket-mine", 22), ("referral-list", 20)]


@pytest.mark.parametrize(("name", "most"), [*COSTS, ("report", 23)])
def test_a_page_costs_so_many_queries_and_no_more(
    client, dafni, many, name, most, django_assert_max_num_queries
):
    client.force_login(dafni)
    with django_assert_max_num_queries(most):
        client.get(reverse(f"servicedesk:{name}"))


def test_a_ticket_costs_so_many_queries_and_no_more(
    client, dafni, anthi, tickets, django_assert_max_num_queries
):
    url = reverse("servicedesk:ticket-show", args=[tickets["signing"].number])
    for account, most in ((dafni, 45), (anthi, 37)):
        client.force_login(account)
        with django_assert_max_num_queries(most):
            answer = client.get(url)
        assert len(answer.content) < MOST


READY = ["", "?unit=TP-FLO&state=closed", "?assignee=me&sort=-opened"]


@pytest.mark.parametrize(
    ("name", "query"), [*(("ticket-list", query) for query in READY), ("ticket-mine", "")]
)
@pytest.mark.usefixtures("tickets")
def test_lists_of_tickets_are_asked_by_statements_that_are_ready(
    client, dafni, name, query, monkeypatch
):
    first = page(client, dafni, name, query)
    for by_the_orm in ("found.page_of", "found.counted", "serving.counted", "asking.page_of"):
        monkeypatch.setattr(f"pindos.kernel.filtering.{by_the_orm}", None)
    again = page(client, dafni, name, query)
    assert numbers(again) == numbers(first)

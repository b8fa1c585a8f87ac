"""The calendar of due work: whose, on which day, and nobody else's."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import viewer_of
from tests.servicedesk.desk import act, opened

from pindos.servicedesk.commands import add_tasks
from pindos.servicedesk.queries import due_for
from pindos.servicedesk.web.calendar import span_of

PAGE = reverse("servicedesk:work-calendar")


@pytest.fixture
def work(dafni, giorgos, anthi):
    ticket = opened(anthi)
    act("take_ticket", dafni, ticket)
    for who, line in ((dafni, "Παραγγελία μελανιού"), (giorgos, "Έγκριση δαπάνης")):
        add_tasks(
            viewer=viewer_of(dafni),
            ticket_id=ticket.pk,
            lines=[line],
            who_id=who.person_id,
            due_at=timezone.now() + timedelta(hours=2),
        )
    ticket.refresh_from_db()
    return ticket


def found(viewer, unit_id=None):
    now = timezone.now()
    return due_for(viewer, now - timedelta(days=40), now + timedelta(days=40), unit_id)


def test_mine_is_what_i_do_and_a_units_is_all_of_it(work, dafni, giorgos):
    mine = {due.title for due in found(viewer_of(dafni))}
    assert mine == {"Παραγγελία μελανιού", work.title}
    assert {due.title for due in found(viewer_of(giorgos))} == {"Έγκριση δαπάνης"}
    assert len(found(viewer_of(giorgos), work.unit_id)) == 3


def test_what_is_done_or_closed_is_not_due(work, dafni):
    act("resolve_ticket", dafni, work, answer="Άλλαξε το μελάνι.", despite_tasks=True)
    assert work.title not in {due.title for due in found(viewer_of(dafni))}


def test_a_stranger_sees_nothing_of_it(work, kosmas, anthi, client):
    assert found(viewer_of(kosmas), work.unit_id) == []
    client.force_login(kosmas)
    shown = client.get(PAGE, {"unit": "TP-FLO"})
    assert shown.context["unit"] is None and shown.context["total"] == 0
    client.force_login(anthi)
    assert client.get(PAGE).status_code == 404


def test_the_page_shows_each_thing_in_its_day_and_the_holidays(work, dafni, client):
    client.force_login(dafni)
    shown = client.get(PAGE, {"view": "week"})
    assert "Παραγγελία μελανιού" in shown.content.decode()
    november = client.get(PAGE, {"day": "2026-11-20"})
    assert "Δήμος Πρεσπών" in november.content.decode()
    assert "Ημέρα του Όχι" in client.get(PAGE, {"day": "2026-10-01"}).content.decode()
    for odd in ("2026-13-45", "x", "9999-12-31"):
        assert client.get(PAGE, {"day": odd}).status_code == 200


def test_a_full_month_is_a_small_page_of_few_queries(work, dafni, client, request):
    for n in range(30):
        add_tasks(
            viewer=viewer_of(dafni),
            ticket_id=work.pk,
            lines=[f"Έλεγχος εφεδρικής γραμμής {n} στο Διοικητήριο"],
            who_id=dafni.person_id,
            due_at=timezone.now() + timedelta(days=n - 15),
        )
    client.force_login(dafni)
    client.get(PAGE)
    with request.getfixturevalue("django_assert_max_num_queries")(24):
        shown = client.get(PAGE)
    assert len(shown.content) < 50_000


@pytest.mark.parametrize("day", [date(2026, 2, 1), date(2026, 12, 31), date(2027, 1, 1)])
def test_a_page_holds_whole_weeks_and_its_neighbours_touch(day):
    month = span_of("month", day)
    assert month.start.weekday() == 0 and month.end.weekday() == 0
    assert month.start <= day < month.end
    assert span_of("month", month.after).before.month == day.month
    week = span_of("week", day)
    assert (week.end - week.start).days == 7 and week.start <= day < week.end

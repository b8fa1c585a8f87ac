from datetime import UTC, datetime, timedelta

import pytest
from tests.cast import engaged, viewer_of
from tests.oversight.conftest import older
from tests.servicedesk.desk import act, opened

from pindos.kernel.errors import Forbidden
from pindos.oversight.queries import overseen, overview
from pindos.servicedesk.models import Ticket


def standing(seen, key):
    return next(each for each in seen.standings if each.place.key == key)


@pytest.mark.parametrize("name", ["thaleia", "admin", "elegktis", "iason", "ioanna"])
def test_those_who_oversee_see_all_eight_prefectures(name, request):
    seen = overview(viewer_of(request.getfixturevalue(name)))
    assert len(seen.standings) == 8 and seen.units[0].key == "DPE"


@pytest.mark.parametrize("name", ["dafni", "giorgos", "anthi", "kosmas"])
def test_all_others_are_refused(name, request):
    viewer = viewer_of(request.getfixturevalue(name))
    assert overseen(viewer) == []
    with pytest.raises(Forbidden):
        overview(viewer)


def test_the_head_of_the_directorate_oversees_and_that_of_a_department_does_not(chart):
    above = engaged("a", "Άννα", "Α", role="head", unit="DPE")
    below = engaged("b", "Βάσω", "Β", role="head", unit="DPE-A")
    assert overseen(viewer_of(above)) and not overseen(viewer_of(below))


def test_the_worst_prefecture_stands_first_with_its_figures(desk, thaleia):
    seen = overview(viewer_of(thaleia))
    assert [(each.place.key, each.mood) for each in seen.standings[:1]] == [("FLO", "down")]
    florina = standing(seen, "FLO").counts
    assert (florina.open, florina.late, florina.untaken, florina.referred) == (3, 1, 2, 1)
    assert standing(seen, "KOZ").mood == "ok" and standing(seen, "ART").mood == "unknown"
    assert (seen.total.open, seen.total.late, seen.total.referred) == (4, 1, 1)
    assert seen.reported == 4 and seen.months[-1].reported == 4


def test_what_wants_attention_is_late_first_then_at_the_directorate(desk, thaleia, iason):
    late, at_directorate = overview(viewer_of(thaleia)).concerns
    assert late.title == "Το Πάπυρος δεν ανοίγει" and late.prefecture == "Φλώρινα"
    assert timedelta(hours=30) <= late.late_for < timedelta(hours=31)
    assert at_directorate.title == "Κομμένη γραμμή Αμυνταίου" and not at_directorate.is_accepted
    act("accept_ticket", iason, Ticket.objects.get(title="Κομμένη γραμμή Αμυνταίου"))
    assert overview(viewer_of(thaleia)).concerns[1].is_accepted


def test_a_ticket_that_is_late_at_the_directorate_is_named_once(desk, thaleia):
    for ticket in Ticket.objects.all():
        older(ticket, late=timedelta(days=2))
    numbers = [each.number for each in overview(viewer_of(thaleia)).concerns]
    assert len(numbers) == len(set(numbers)) == 3


def test_the_longest_late_is_named_first_and_no_more_than_three(anthi, thaleia):
    for hours in (5, 50, 20, 1, 30):
        older(opened(anthi, title=f"{hours} ώρες"), late=timedelta(hours=hours))
    assert [each.title for each in overview(viewer_of(thaleia)).concerns] == [
        "50 ώρες",
        "30 ώρες",
        "20 ώρες",
    ]


def test_months_are_those_of_athens(anthi, thaleia):
    new_year = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)  # half past midnight in Athens
    Ticket.objects.filter(pk=opened(anthi).pk).update(opened_at=new_year)
    seen = overview(viewer_of(thaleia), now=datetime(2027, 1, 5, tzinfo=UTC))
    assert [(each.first.month, each.reported) for each in seen.months[-2:]] == [(12, 0), (1, 1)]
    assert seen.months[-1].up_to.isoformat() == "2027-01-05"


def test_a_ticket_of_more_than_a_year_ago_is_in_no_month_but_still_open(anthi, thaleia):
    older(opened(anthi), opened=timedelta(days=400))
    seen = overview(viewer_of(thaleia))
    assert seen.reported == 0 and seen.total.open == 1
    assert standing(seen, "FLO").mood == "warn"


def test_the_overview_takes_four_queries_however_much_there_is(
    desk, thaleia, django_assert_num_queries
):
    viewer = viewer_of(thaleia)
    with django_assert_num_queries(4):
        overview(viewer)

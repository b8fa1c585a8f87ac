"""What changed since the office last worked: which day that was, and what each line says."""

from datetime import date

import pytest
from tests.cast import viewer_of
from tests.servicedesk.desk import act, opened

from pindos.kernel.sealing import seal
from pindos.organisation.commands import set_holiday
from pindos.servicedesk.web.news import last_workday

WORKDAYS = [
    (date(2026, 11, 27), date(2026, 11, 26)),  # a Friday
    (date(2026, 11, 30), date(2026, 11, 27)),  # a Monday
    (date(2026, 3, 26), date(2026, 3, 24)),  # after the 25th of March
    (date(2026, 4, 14), date(2026, 4, 9)),  # the Tuesday after Easter: since Holy Thursday
]


@pytest.mark.parametrize(("day", "last"), WORKDAYS)
def test_the_last_workday_leaves_out_weekends_and_holidays(dafni, day, last):
    assert last_workday(viewer_of(dafni), day) == last


def test_a_holiday_of_another_place_is_a_workday_here(dafni, ioanna, admin):
    saint = {"name_el": "Άγιος Μηνάς", "falls": "11/11", "prefecture": "FLO"}
    set_holiday(viewer=viewer_of(admin), **saint)
    assert last_workday(viewer_of(dafni), date(2026, 11, 12)) == date(2026, 11, 10)
    assert last_workday(viewer_of(ioanna), date(2026, 11, 12)) == date(2026, 11, 11)


def test_each_line_says_what_the_ticket_is_about(client, dafni, giorgos, anthi):
    ticket = opened(anthi, title="Ο εκτυπωτής του πρωτοκόλλου μασάει το χαρτί")
    seal()
    client.force_login(dafni)
    answer = client.get("/")
    [day] = answer.context["news"]
    [line] = day.news
    assert (line.number, line.title) == (ticket.number, ticket.title)
    assert answer.content.decode().count(ticket.title) == 2  # nobody has taken it; it is new
    act("take_ticket", giorgos, ticket)
    assert ticket.title in client.get("/").content.decode()

"""The page of working hours: two who change the same day see both; what cannot be is refused."""

import pytest

from pindos.clocks.queries import hours_called

PAGE = "/office-hours/office/"


@pytest.fixture
def page(client, admin):
    client.force_login(admin)
    return client


def opened(page):
    said = {**page.get(PAGE).context["form"].initial}
    return {name: value for name, value in said.items() if name not in {"week", "is_retired"}}


def saved(page, sent):
    """Look at what moves, then save: as a person does."""
    looked = page.post(PAGE, sent).context["form"].data["looked"]
    return page.post(PAGE, {**sent, "looked": looked, "save": "1"})


def test_two_who_change_one_day_see_both_and_other_days_are_joined(page):
    assert saved(page, {**opened(page), "name": "Ωράριο"}).status_code == 302
    both = opened(page)
    first = {**both, "day_0": "08:00-16:00", "day_4": "07:00-14:00"}
    assert saved(page, first).status_code == 302
    answer = saved(page, {**both, "day_0": "09:00-17:00"})
    assert answer.status_code == 422
    assert [(side.name, side.yours, side.theirs) for side in answer.context["sides"]] == [
        ("day_0", "09:00-17:00", "08:00-16:00"),
    ]
    assert saved(page, answer.context["form"].data.dict()).status_code == 302
    week = hours_called("office").week
    assert (week[0], week[4]) == ("09:00-17:00", "07:00-14:00")


@pytest.mark.parametrize(
    ("week", "why"),
    [
        ([""] * 7, "Κανείς δεν εργάζεται"),
        (["07:00-15:00, 14:00-16:00", *[""] * 6], "επικαλύπτονται"),
        (["22:00-06:00", "05:00-13:00", *[""] * 5], "επικαλύπτονται"),
    ],
)
def test_a_week_that_cannot_be_is_refused_in_words_and_stays_as_it_was_typed(page, week, why):
    days = {f"day_{n}": text for n, text in enumerate(week)}
    answer = page.post(PAGE, {**opened(page), "name": "Ωράριο", **days, "save": "1"})
    assert answer.status_code == 422 and why in answer.content.decode()
    assert answer.context["form"].data["day_0"] == week[0]
    sent = {"name": "Ωράριο", "week": week}
    said = page.put("/api/v1/office-hours/office", sent, content_type="application/json")
    assert said.status_code == 422 and why in str(said.json())
    assert hours_called("office").week[0] == "07:00-15:00"


def test_where_no_deadline_is_open_it_says_so_and_counts_no_noughts(page):
    said = page.post(PAGE, {**opened(page), "name": "Ωράριο", "day_4": "07:00-14:00"})
    words = said.content.decode()
    assert "Δεν υπάρχει ανοιχτή προθεσμία" in words and "Κοιτάχτηκ" not in words

"""The page of working hours: two who change the same day see both, and choose."""

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

"""Holidays that administrators keep: deadlines follow them, and are looked at before."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from pindos.clocks.commands import (
    Promised,
    Wanted,
    begin_clocks,
    follow_calendars,
    plan_holiday,
    plan_lines,
)
from pindos.clocks.queries import clock_facts
from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Clash, Forbidden, Invalid
from pindos.kernel.models import Event
from pindos.kernel.sealing import seal
from pindos.operations.commands import undo_revision
from pindos.organisation.commands import import_holidays, plan_holidays, set_holiday
from pindos.organisation.models import DayOff
from pindos.organisation.queries import (
    feast_called,
    feasts,
    holidays_between,
    prefecture_named,
    unit_named,
)

ATHENS = ZoneInfo("Europe/Athens")
ABOUT = "a.thing"
SAINT = {"name_el": "Άγιος Μηνάς", "falls": "11/11"}


def at(day, hour):
    """A moment of the week of 9 November 2026, in which no day is off."""
    return datetime(2026, 11, day, hour, tzinfo=ATHENS)


@pytest.fixture
def viewer(admin):
    return viewer_for(admin)


@pytest.fixture
def clock(chart):
    """Twenty-four working hours in Florina, from Monday at seven: until Wednesday at three."""
    promised = Promised(24 * 3600, "office", prefecture_named("FLO").id, unit_named("TP-FLO").id)
    begun = begin_clocks(ABOUT, [Wanted("solution", promised, at(9, 7))], at(9, 7))
    begun.save(1)


def due():
    [found] = clock_facts(ABOUT, 1)
    return found.due_at.astimezone(ATHENS)


def test_a_deadline_moves_past_a_new_holiday_of_the_place(viewer, clock):
    assert due() == at(11, 15)
    plan = plan_holiday(viewer=viewer, prefecture="FLO", **SAINT)
    assert (plan.running, plan.later, plan.earlier) == (1, 1, 0)
    assert [one.after.astimezone(ATHENS) for one in plan.most] == [at(12, 15)]
    assert due() == at(11, 15)
    set_holiday(viewer=viewer, prefecture="FLO", **SAINT)
    assert follow_calendars() == 1
    assert due() == at(12, 15)


def test_a_holiday_of_another_prefecture_moves_nothing(viewer, clock):
    assert plan_holiday(viewer=viewer, prefecture="KOZ", **SAINT).later == 0
    set_holiday(viewer=viewer, prefecture="KOZ", **SAINT)
    follow_calendars()
    assert due() == at(11, 15)


def test_a_shipped_holiday_can_be_taken_off_and_brought_back(viewer):
    year = date(2026, 1, 1), date(2027, 1, 1)
    ochi = feast_called("ochi-day")
    given = {"name_el": ochi.name_el, "falls": ochi.falls, "key": ochi.key}
    set_holiday(viewer=viewer, is_retired=True, **given)
    assert date(2026, 10, 28) not in holidays_between(*year)
    assert len(holidays_between(*year)) == 11
    seal()
    event = Event.objects.filter(name="organisation.HolidaySet").latest("id")
    undo_revision(viewer=viewer, seq=event.seq)
    assert date(2026, 10, 28) in holidays_between(*year)


def test_two_who_change_the_same_meet_and_others_are_joined(viewer):
    feast = set_holiday(viewer=viewer, prefecture="FLO", **SAINT)
    seen = {**SAINT, "name_en": "", "prefecture": "FLO", "place": "", "is_retired": False}
    first = {**SAINT, "falls": "12/11", "prefecture": "FLO", "key": feast.key}
    set_holiday(viewer=viewer, version=feast.version, seen=seen, **first)
    second = {**SAINT, "place": "Δήμος Φλώρινας", "prefecture": "FLO", "key": feast.key}
    joined = set_holiday(viewer=viewer, version=feast.version, seen=seen, **second)
    assert (joined.falls, joined.place) == ("12/11", "Δήμος Φλώρινας")
    third = {**SAINT, "falls": "13/11", "prefecture": "FLO", "key": feast.key}
    with pytest.raises(Clash) as clash:
        set_holiday(viewer=viewer, version=feast.version, seen=seen, **third)
    assert set(clash.value.fields) == {"falls"}


def test_the_state_is_for_those_over_the_whole_administration(viewer, dafni, anthi):
    for account in (dafni, anthi):
        with pytest.raises(Forbidden):
            set_holiday(viewer=viewer_for(account), **SAINT)
        with pytest.raises(Forbidden):
            set_holiday(viewer=viewer_for(account), prefecture="FLO", **SAINT)
    assert not DayOff.objects.exists()


def test_all_that_is_wrong_is_said_at_once(viewer):
    with pytest.raises(Invalid) as wrong:
        set_holiday(viewer=viewer, name_el="", falls="κάθε Τρίτη")
    assert set(wrong.value.fields) == {"name_el", "falls"}


LIST = """
21/2; Απελευθέρωση Ιωαννίνων; Ιωάννινα; Δήμος Ιωαννιτών
11/11; Τοπική αργία; ΚΑΣ; Δήμος Καστοριάς
6/12\tΆγιος Νικόλαος\tΚΟΖ
31/2; Δεν υπάρχει
7/10/2027, Κάτι μία φορά
εικοσιπέντε; τίποτα
14/9; Ύψωση; Ατλαντίδα
21/2; Πάλι το ίδιο; ΙΩΑ; δήμος ιωαννιτών
"""


def test_a_list_is_kept_line_by_line_and_what_is_wrong_says_why(viewer):
    before = len(feasts())
    outcomes = ["new", "same", "new", "error", "new", "error", "error", "same"]
    assert [line.outcome for line in plan_holidays(viewer=viewer, text=LIST)] == outcomes
    assert len(feasts()) == before
    lines = import_holidays(viewer=viewer, text=LIST)
    assert [line.outcome for line in lines] == outcomes
    assert len(feasts()) == before + 3
    assert "Ατλαντίδα" in lines[6].reason
    assert [line.number for line in lines] == list(range(2, 10))
    again = import_holidays(viewer=viewer, text=LIST)
    assert [line.outcome for line in again].count("new") == 0
    assert len(feasts()) == before + 3


def test_ten_years_of_rubbish_keep_nothing_and_break_nothing(viewer):
    rubbish = "\n".join(f"{n % 40}/{n % 17}; \x00{'Ω' * (n % 120)}; {n}" for n in range(1_900))
    lines = import_holidays(viewer=viewer, text=rubbish)
    assert len(lines) == 1_900
    assert all(line.reason for line in lines if line.outcome == "error")
    assert {line.outcome for line in lines} == {"error"}
    with pytest.raises(Invalid):
        plan_holidays(viewer=viewer, text="21/2; αργία\n" * 2_001)


def test_what_a_list_would_move_is_counted_before_it_is_kept(viewer, clock):
    text = "10/11; Μία; ΦΛΩ\n11/11; Δύο; ΦΛΩ\n12/11; Αλλού; ΚΟΖ"
    plan = plan_lines(plan_holidays(viewer=viewer, text=text))
    assert [one.after.astimezone(ATHENS) for one in plan.most] == [at(13, 15)]
    assert not DayOff.objects.exists()

"""The life of a clock: it begins, stands still, runs on, stops, and stays as it was."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pindos.clocks.commands import (
    Promised,
    Wanted,
    begin_clocks,
    clocks_late,
    clocks_to_warn_of,
    follow_calendars,
    keep_clocks,
    keep_clocks_of,
    note_told,
    plan_hours,
    set_hours,
    stop_clocks,
)
from pindos.clocks.models import Clock, Edition
from pindos.clocks.queries import clock_facts, explained_clocks
from pindos.clocks.rules import Why
from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Clash, Forbidden, Invalid
from pindos.organisation.queries import prefecture_named, unit_named

ATHENS = ZoneInfo("Europe/Athens")
ABOUT = "a.thing"
OFFICE = ["07:00-15:00"] * 5 + ["", ""]


def at(day, hour, minute=0):
    """A moment of the week of 9 November 2026; 17 November is a working day."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ATHENS)


@pytest.fixture
def promised(chart):
    place = prefecture_named("FLO")
    return Promised(8 * 3600, "office", place.id, unit_named("TP-FLO").id)


@pytest.fixture
def clock(promised):
    """Eight hours from Monday at nine: until Tuesday at nine."""
    begun = begin_clocks(ABOUT, [Wanted("solution", promised, at(9, 9))], at(9, 9))
    begun.save(1)
    return begun.rows[0]


def keep(promised, now, **how):
    return keep_clocks(ABOUT, 1, [Wanted("solution", promised, at(9, 9), **how)], now).first


def one():
    [found] = clock_facts(ABOUT, 1)
    return found


def test_a_clock_runs_in_working_hours_only(clock):
    assert one().due_at == at(10, 9)
    assert Clock.objects.get().warn_at == at(9, 15)  # three quarters: six hours


def test_it_stands_still_while_somebody_else_is_waited_for(clock, promised):
    assert keep(promised, at(9, 10), is_still=True) is None
    assert one().due_at is None and one().still_since == at(9, 10)
    assert keep(promised, at(12, 8)) == at(12, 15)
    keep(promised, at(12, 8, 30))
    [told] = explained_clocks(ABOUT, 1, at(12, 9))
    assert told.spent == 2 * 3600
    assert [piece.why for piece in told.pieces][:2] == [Why.COUNTED, Why.PAUSED]


def test_what_stopped_in_time_is_kept_and_what_stopped_late_is_not(clock, promised):
    keep(promised, at(9, 14), stopped_at=at(9, 14))
    assert (one().is_met, one().spent) == (True, 5 * 3600)
    keep(promised, at(10, 8))  # opened again: the evening it rested does not count
    assert one().is_over is False and one().due_at == at(10, 11)
    keep(promised, at(10, 12), stopped_at=at(10, 12))
    assert (one().is_met, one().spent) == (False, 9 * 3600)


def test_another_promise_is_counted_from_the_same_beginning(clock, promised):
    assert keep(promised._replace(seconds=3600), at(9, 11)) == at(9, 10)
    assert keep(promised._replace(hours="always"), at(9, 11)) == at(9, 17)


def test_what_is_promised_no_more_is_called_off_and_can_be_promised_again(clock, promised):
    keep(None, at(9, 11))
    assert one().is_over and one().is_met is None and one().due_at is None
    assert keep(promised, at(10, 7)) == at(10, 13)


def test_one_that_is_once_stays_over(clock, promised):
    assert stop_clocks(ABOUT, 1, ["solution"], at(9, 10)) == 1
    assert stop_clocks(ABOUT, 1, ["solution"], at(9, 11)) == 0
    assert keep(promised, at(9, 12), is_once=True) is None
    assert one().stopped_at == at(9, 10)


def test_a_clock_that_stands_still_can_be_stopped(clock, promised):
    keep(promised, at(9, 10), is_still=True)
    stop_clocks(ABOUT, 1, ["solution"], at(9, 12))
    assert one().spent == 3600 and one().still_since is None


def test_hours_that_change_are_looked_at_first_and_followed_after(clock, admin, promised):
    viewer = viewer_for(admin)
    shorter = ["07:00-12:00"] * 5 + ["", ""]
    plan = plan_hours(viewer=viewer, week=shorter, key="office")
    assert (plan.running, plan.earlier, plan.later) == (1, 0, 1)
    assert plan.most[0].after == at(10, 12)
    assert one().due_at == at(10, 9)
    keep(promised, at(9, 10), is_still=True)
    keep(promised, at(9, 11))
    begin_clocks(ABOUT, [Wanted("solution", promised, at(9, 9))], at(9, 9)).save(2)
    still = Wanted("solution", promised, at(9, 9), is_still=True)
    keep_clocks(ABOUT, 2, [still], at(9, 10))
    set_hours(viewer=viewer, key="office", name="Ωράριο", week=shorter)
    assert follow_calendars() == 2 and follow_calendars() == 0
    assert one().due_at == at(11, 8)
    standing = Clock.objects.get(about_id=2)
    assert (standing.due_at, standing.warn_at) == (None, None)
    assert standing.edition == Clock.objects.get(about_id=1).edition


def test_what_was_true_is_not_rewritten_by_a_later_calendar(clock, admin, promised):
    keep(promised, at(10, 8), stopped_at=at(10, 8))
    before = explained_clocks(ABOUT, 1)
    always = ["00:00-24:00"] * 7
    set_hours(viewer=viewer_for(admin), key="office", name="Ωράριο", week=always)
    assert follow_calendars() == 0
    after = explained_clocks(ABOUT, 1)
    assert after[0].pieces == before[0].pieces and after[0].spent == 7 * 3600
    assert Edition.objects.count() == 1


def test_holidays_of_the_state_and_of_the_place_do_not_count(chart, promised):
    friday = datetime(2026, 3, 24, 14, 0, tzinfo=ATHENS)  # the day before the 25th of March
    begin_clocks(ABOUT, [Wanted("answer", promised, friday)], friday).save(2)
    [found] = clock_facts(ABOUT, 2)
    assert found.due_at == datetime(2026, 3, 26, 14, 0, tzinfo=ATHENS)
    [told] = explained_clocks(ABOUT, 2, friday)
    [off] = [piece for piece in told.pieces if piece.why == Why.DAY_OFF]
    assert off.length == timedelta(days=1) and off.name.startswith("Ευαγγελισμός")


def test_people_are_told_in_working_hours_only_and_once(clock):
    assert clocks_to_warn_of(ABOUT, at(9, 14)) == []
    assert clocks_to_warn_of(ABOUT, at(9, 20)) == []  # nobody works in the evening
    [due] = clocks_to_warn_of(ABOUT, at(10, 7))
    note_told([due.id], at(10, 7), is_late=False)
    assert clocks_to_warn_of(ABOUT, at(10, 8)) == []
    assert clocks_late(ABOUT, at(10, 8)) == []
    [late] = clocks_late(ABOUT, at(10, 9))
    note_told([late.id], at(10, 9), is_late=True)
    assert clocks_late(ABOUT, at(10, 10)) == []


@pytest.mark.parametrize(
    ("week", "field", "words"),
    [
        ([""] * 7, "week", "Κανείς δεν εργάζεται"),
        (["22:00-06:00"] * 2 + ["05:00-15:00"] + [""] * 4, "week", "επικαλύπτονται"),
        (["επτά"] + [""] * 6, "day_0", "επτά"),
        (["07:00-15:00"] * 5, "week", "επτά ημέρες"),
        (["25:00-26:00"] + [""] * 6, "day_0", "25:00-26:00"),
    ],
)
def test_hours_by_which_nothing_can_be_counted_are_refused(admin, chart, week, field, words):
    with pytest.raises(Invalid) as refused:
        set_hours(viewer=viewer_for(admin), name="Ωράριο", week=week)
    assert words in str(refused.value.fields[field])


def test_only_administrators_set_hours_and_nobody_loses_anothers_change(admin, dafni):
    with pytest.raises(Forbidden):
        set_hours(viewer=viewer_for(dafni), key="office", name="Ωράριο", week=OFFICE)
    viewer = viewer_for(admin)
    first = set_hours(viewer=viewer, key="office", name="Ωράριο", week=["08:00-16:00"] * 7)
    set_hours(viewer=viewer, key="office", name="Ωράριο", week=OFFICE, version=first.version)
    with pytest.raises(Clash):
        set_hours(
            viewer=viewer,
            key="office",
            name="Ωράριο",
            week=["09:00-17:00"] * 7,
            version=first.version,
            seen={"week": ["08:00-16:00"] * 7},
        )


def test_many_things_are_kept_together_as_each_alone(clock, promised, django_assert_num_queries):
    waits, runs, over = 1, 2, 3
    answer = Wanted("answer", promised._replace(seconds=3600), at(9, 9), is_once=True)
    solution = Wanted("solution", promised, at(9, 9))
    wanted = {
        waits: [answer, solution._replace(is_still=True)],
        runs: [answer, solution],
        over: [answer._replace(stopped_at=at(9, 10)), solution],
    }
    with django_assert_num_queries(5):  # clocks, pauses, edition, an insert, an update
        ends = keep_clocks_of(ABOUT, wanted, at(9, 12))
    assert ends[waits].due == {"answer": at(9, 10)}
    assert ends[runs].due == {"answer": at(9, 10), "solution": at(10, 9)}
    assert ends[over].due == {"solution": at(10, 9)}
    alone = {pk: keep_clocks(ABOUT, pk, those, at(9, 12)) for pk, those in wanted.items()}
    assert alone == ends
    later = {pk: [each._replace(is_still=False) for each in those] for pk, those in wanted.items()}
    ends = keep_clocks_of(ABOUT, later, at(9, 13))
    assert ends[waits].due == {"answer": at(9, 10), "solution": at(10, 10)}
    assert ends[runs].due == {"answer": at(9, 10), "solution": at(10, 9)}
    assert Clock.objects.get(about_id=waits, key="solution").standstills.count() == 1

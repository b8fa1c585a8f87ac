"""Conditions that ask how far from now something is, as they are said."""

import pytest

from pindos.kernel.access import Viewer
from pindos.kernel.filtering.ago import told
from pindos.kernel.filtering.kinds import Day, Moment
from pindos.kernel.filtering.speaking import label_of
from pindos.kernel.filtering.terms import Op

NOBODY = Viewer()


@pytest.mark.parametrize(
    ("value", "op", "words"),
    [
        ("-7d", Op.GE, "το πολύ 7 ημέρες πριν"),
        ("-7d", Op.LT, "περισσότερο από 7 ημέρες πριν"),
        ("-1m", Op.LE, "τουλάχιστον 1 μήνα πριν"),
        ("-4h", Op.GT, "λιγότερο από 4 ώρες πριν"),
        ("+2w", Op.LE, "σε 2 εβδομάδες το πολύ"),
        ("+1d", Op.GE, "σε 1 ημέρα τουλάχιστον"),
        ("+1y", Op.GT, "σε περισσότερο από 1 έτος"),
        ("+3d", Op.LT, "σε λιγότερο από 3 ημέρες"),
        ("today", Op.LT, None),
    ],
)
def test_a_step_from_now_is_said_with_what_it_is_asked(value, op, words):
    assert told(value, op) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("-30d", "30 ημέρες πριν"),
        ("last-7-days", "τις τελευταίες 7 ημέρες"),
        ("next 14 days", "τις επόμενες 14 ημέρες"),
        ("2026-01-08", "08/01/2026"),
        ("8.1.2026", "08/01/2026"),
        ("8/1/2026 9:05", "08/01/2026 09:05"),
        ("2026-01-08T07:05+00:00", "08/01/2026 09:05"),
        ("2026-02-30", "2026-02-30"),
        ("ποτέ", "ποτέ"),
    ],
)
def test_days_and_minutes_stand_as_they_are_written(value, words):
    assert label_of(Moment(), value, NOBODY) == words
    if ":" not in value:
        assert label_of(Day(), value, NOBODY) == words

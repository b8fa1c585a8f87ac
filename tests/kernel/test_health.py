"""What a finding must say, and how findings are gathered."""

import pytest
from django.db import OperationalError
from django.utils import timezone

from pindos.kernel import health
from pindos.kernel.health import BACKUP, CLOCK, Asked, Finding, Level, areas, exit_code, looks_at


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch):
    monkeypatch.setattr(health, "_looks", [])


def finding(level, **more):
    return Finding("a.b", level, "Κάτι", "λόγια", "κάντε κάτι", **more)


def test_nothing_is_green_without_a_count_or_a_time():
    with pytest.raises(ValueError, match="green without"):
        finding(Level.OK)
    assert finding(Level.OK, count=0) and finding(Level.OK, at=timezone.now())


@pytest.mark.parametrize("level", [Level.WARN, Level.DOWN])
def test_whatever_is_wrong_says_what_to_do(level):
    with pytest.raises(ValueError, match="what to do"):
        Finding("a.b", level, "Κάτι", "λόγια")


def test_findings_come_by_area_in_their_order():
    looks_at(CLOCK)(lambda: [finding(Level.OK, count=1)])
    looks_at(BACKUP)(lambda: [finding(Level.WARN)])
    looks_at(CLOCK)(lambda: [finding(Level.DOWN)])
    found = areas()
    assert [area for area, _ in found] == [BACKUP, CLOCK]
    assert [each.level for each in found[1][1]] == [Level.OK, Level.DOWN]


def test_only_what_is_asked_for_is_looked_at():
    looks_at(CLOCK)(lambda: 1 / 0)
    looks_at(BACKUP, Asked.RISK)(lambda: [finding(Level.WARN)])
    assert [area for area, _ in areas([Asked.RISK])] == [BACKUP]


def test_what_cannot_be_looked_at_is_down_and_the_rest_is_shown():
    @looks_at(CLOCK)
    def clock():
        raise OperationalError("no such server\nDETAIL: more")

    looks_at(BACKUP)(lambda: [finding(Level.WARN)])
    (_, backup), (_, (broken,)) = areas()
    assert backup[0].level is Level.WARN
    assert broken.level is Level.DOWN and broken.key == "clock.clock"
    assert "no such server" in broken.words and "DETAIL" not in broken.words


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        ([], 0),
        ([Level.OK, Level.IDLE], 0),
        ([Level.OK, Level.WARN], 1),
        ([Level.WARN, Level.DOWN], 2),
    ],
)
def test_the_exit_code_is_that_of_the_gravest(levels, code):
    assert exit_code([finding(level, count=1) for level in levels]) == code

import pytest

from pindos.kernel import menu
from pindos.kernel.access import NOBODY, Post, Viewer

ANNA = Viewer(account_id=1, posts=frozenset({Post("head", 1)}))


@pytest.fixture(autouse=True)
def empty_menu(monkeypatch):
    monkeypatch.setattr(menu, "_entries", [])


def entry(label, order, **more):
    menu.add(menu.Entry(label=label, url_name="x", icon="queue", order=order, **more))


def test_entries_stand_in_order_however_they_were_added():
    entry("β", 20)
    entry("α", 10)
    assert [line.entry.label for line in menu.lines_for(ANNA)] == ["α", "β"]


def test_an_entry_is_shown_only_to_whom_it_applies_and_counts_for_no_one_else():
    entry(
        "Ουρά",
        10,
        shown_to=lambda viewer: viewer.holds("head"),
        count=lambda viewer: 1 // viewer.account_id,
    )
    assert menu.lines_for(NOBODY) == []
    assert [line.count for line in menu.lines_for(ANNA)] == [1]


def test_lines_of_one_group_stand_together_whatever_their_numbers():
    entry("δ", 90, group=menu.ACCESS)
    entry("γ", 80, group=menu.DESK)
    entry("β", 85, group=menu.ACCESS)
    entry("α", 69)
    assert [line.entry.label for line in menu.lines_for(ANNA)] == ["α", "β", "δ", "γ"]

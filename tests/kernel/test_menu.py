import pytest
from django.utils import timezone

from pindos.kernel import menu
from pindos.kernel.access import NOBODY, Post, Viewer
from pindos.kernel.models import Draft
from pindos.kernel.prepared import prepared

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


def test_what_lines_count_is_asked_together_and_nothing_stands_for_none(
    db, django_assert_num_queries
):
    forms = prepared(lambda form: Draft.objects.filter(form=form))
    for number in range(3):
        Draft.objects.create(account_id=number, form="α", data={}, at=timezone.now())
    for form in ("α", "β", "γ"):
        entry(form, ord(form), count=lambda viewer, form=form: forms.counted(form))
    entry("δ", 9000)
    entry("ε", 9001, count=lambda viewer: 0)
    with django_assert_num_queries(0):
        lines = menu.lines_for(ANNA)
    with django_assert_num_queries(1):
        assert [line.count for line in lines] == [3, None, None, None, None]
    assert menu.count_beside(lines, "x") == 3 and menu.count_beside(lines, "y") == 0


def test_of_a_heap_no_more_is_counted_than_is_said(db):
    owner, others = 1, 2
    rows = [(owner, "α"), *[(others, "β")] * (menu.MOST_BESIDE + 50)]
    Draft.objects.bulk_create(
        Draft(account_id=whose, form=f"{form}{n}", data={}, at=timezone.now())
        for n, (whose, form) in enumerate(rows)
    )
    of = prepared(lambda account: Draft.objects.filter(account_id=account))
    few, heap = of.counted(owner), of.counted(others)
    entry("λίγα", 1, count=lambda viewer: few)
    entry("σωρός", 2, count=lambda viewer: heap)
    entry("μαζί", 3, count=lambda viewer: few._replace(others=(few, heap)))
    entry("πρώτα ο σωρός", 4, count=lambda viewer: heap._replace(others=(few,)))
    lines = menu.lines_for(ANNA)
    assert [line.count for line in lines] == [1, *[menu.MOST_BESIDE + 1] * 3]
    assert [line.said for line in lines] == ["1", "999+", "999+", "999+"]


def test_lines_of_one_group_stand_together_whatever_their_numbers():
    entry("δ", 90, group=menu.ACCESS)
    entry("γ", 80, group=menu.DESK)
    entry("β", 85, group=menu.ACCESS)
    entry("α", 69)
    assert [line.entry.label for line in menu.lines_for(ANNA)] == ["α", "β", "δ", "γ"]

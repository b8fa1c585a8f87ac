import threading

import pytest
from django.db import connection, transaction
from tests.kernel.saying import say
from tests.run.house import PATIENCE
from tests.threads import together

from pindos.kernel.feed import events_of
from pindos.kernel.models import Change, Event
from pindos.kernel.sealing import erase, seal
from pindos.kernel.verifying import verify

SECRET = {"name": ("Maria", "Eleni")}


def seqs():
    return list(Event.objects.order_by("seq").values_list("seq", flat=True))


def test_seal_numbers_densely_and_only_what_is_new(db):
    say(1, 2, 3)
    assert [seal(limit=2), seal(), seal()] == [2, 1, 0]
    assert seqs() == [1, 2, 3] and verify().is_whole


@pytest.mark.parametrize(
    "tamper",
    [
        lambda event: event.update(payload={"thing_id": 9}),
        lambda event: event.update(payload={"thing_id": 9}, salt=None),
        lambda event: event.update(actor_id=9),
        lambda event: event.update(unit_id=9),
        lambda event: event.update(seq=20),
        lambda event: Change.objects.filter(event__in=event).update(before="Anna"),
        lambda event: Change.objects.filter(event__in=event).delete(),
        lambda event: Change.objects.filter(event__in=event).update(digest="0" * 64),
    ],
)
def test_verify_finds_what_was_tampered_with(db, tamper):
    say(1, 2, 3, changes=SECRET)
    seal()
    tamper(Event.objects.filter(seq=2))
    assert verify().finding.seq == 2


def test_verify_finds_a_missing_event(db):
    say(1, 2, 3)
    seal()
    Event.objects.filter(seq=2).delete()
    assert verify().finding.seq == 2


def test_erase_leaves_no_value_and_a_whole_chain(db):
    say(1, 2, changes=SECRET)
    seal()
    erase(Event.objects.get(seq=1))
    change = Change.objects.get(event__seq=1)
    assert (change.before, change.after, change.salt) == (None, None, None)
    assert Event.objects.get(seq=1).payload is None and verify().is_whole


def test_one_value_can_go_and_the_rest_stays_sealed(db):
    say(1, changes={"name": ("Maria", "Eleni"), "phone": (1, 2)})
    seal()
    Change.objects.filter(field="name").update(before=None, after=None, salt=None)
    assert verify().is_whole
    Change.objects.filter(field="phone").update(after=3)
    assert verify().finding.seq == 1


def test_erase_waits_for_the_seal(db):
    say(1)
    with pytest.raises(RuntimeError, match="seal"):
        erase(Event.objects.get())


def test_the_feed_shows_sealed_events_of_the_viewers_units_only(db):
    say(1, unit_id=1)
    say(2, unit_id=2)
    say(3, unit_id=None)
    assert not events_of(frozenset({1})).exists()
    seal()
    assert [event.payload["thing_id"] for event in events_of(frozenset({1}))] == [1]


@pytest.mark.django_db(transaction=True)
def test_three_sealers_at_once_still_number_densely():
    say(*range(120))

    def work():
        while seal(limit=7):
            pass

    together(work, times=3)
    assert seqs() == list(range(1, 121)) and verify().is_whole


@pytest.mark.django_db(transaction=True)
def test_a_feed_by_seq_misses_nothing_when_ids_commit_out_of_order():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer: ids commit in order")
    written, may_commit = threading.Event(), threading.Event()

    def slow_writer():
        with transaction.atomic():
            say(1)
            written.set()
            assert may_commit.wait(PATIENCE)

    def quick_writer():
        assert written.wait(PATIENCE)
        say(2)
        seal()
        may_commit.set()

    together(slow_writer, quick_writer)
    seal()
    late, early = Event.objects.order_by("id")
    assert (late.seq, early.seq) == (2, 1) and verify().is_whole

"""Jobs in threads: one that never ends holds up no other, is shown, and is ended."""

import threading
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from tests.kernel.saying import SomethingHappened
from tests.run.house import PATIENCE, until

from pindos.kernel import beside, jobs
from pindos.kernel.beside import Stuck, Threads
from pindos.kernel.events import emit
from pindos.kernel.jobs import every, run_due
from pindos.kernel.models import Event, Schedule

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def threads(monkeypatch):
    """An empty timetable and its threads; none of them outlives the test."""
    monkeypatch.setattr(jobs, "_jobs", {})
    monkeypatch.setattr(jobs, "SLACK", timedelta(0))
    made = Threads()
    yield made
    ALL_OVER.set()
    made.finish(PATIENCE)
    ALL_OVER.clear()


ALL_OVER = threading.Event()


def endless():
    while not ALL_OVER.is_set():
        time.sleep(0.01)
    return 1


def ended(threads, name):
    """What is said of a job when it has ended, while the clock goes on."""
    found = {}
    until(lambda: found.update(run_due(beside=threads)) or name in found, f"{name} to end")
    return found[name]


def the(name):
    return Schedule.objects.get(name=name)


def test_a_job_that_never_ends_holds_up_no_other_and_is_stopped_at_its_limit(threads, monkeypatch):
    every(timedelta(days=1), name="a-endless", limit=timedelta(hours=1))(endless)
    every(timedelta(milliseconds=10), name="quick")(lambda: 3)
    assert ended(threads, "quick") == 3
    assert the("a-endless").running_since
    later = SimpleNamespace(monotonic=lambda: time.monotonic() + 3601)
    monkeypatch.setattr(beside, "time", later)
    assert ended(threads, "a-endless") is None
    row = the("a-endless")
    assert "longer than it may" in row.last_error and row.lease_until is None


def test_a_person_stops_one_and_what_it_had_begun_is_undone(threads):
    @every(timedelta(days=1), name="endless")
    def begun():
        with transaction.atomic():
            emit(SomethingHappened(thing_id=1), about=Schedule(pk=1), unit_id=None)
            begun_events.append(1)
            return endless()

    begun_events = []
    run_due(beside=threads)
    until(lambda: begun_events, "it to begin")
    if connection.vendor == "sqlite":
        threads.stop(["endless"])  # it holds the only lock: nobody could write that it is to stop
    else:
        Schedule.objects.filter(name="endless").update(is_told_to_stop=True)
    assert ended(threads, "endless") is None
    assert "by hand" in the("endless").last_error
    assert not Event.objects.exists()


def test_a_few_run_at_once_and_what_waits_for_others_besides(threads, monkeypatch):
    monkeypatch.setattr(beside, "AT_ONCE", 2)
    for number in range(3):
        every(timedelta(days=1), name=f"endless-{number}")(endless)
    every(timedelta(days=1), name="zz-apart", is_apart=True)(endless)
    run_due(beside=threads)
    assert sorted(threads.running()) == ["endless-0", "endless-1", "zz-apart"]


def test_the_lease_of_what_still_runs_is_renewed(threads):
    every(timedelta(days=1), name="endless")(endless)
    run_due(beside=threads)
    first = the("endless").lease_until
    run_due(the("endless").running_since + jobs.LEASE * 0.75, beside=threads)
    assert the("endless").lease_until > first


def test_a_process_whose_job_cannot_be_stopped_ends_itself(threads, monkeypatch):
    monkeypatch.setattr(beside, "GRACE", 0.0)

    begun, told = threading.Event(), threading.Event()

    def deaf():
        try:
            begun.set()
            return endless()
        except jobs.Stopped:
            told.set()
            return endless()

    every(timedelta(days=1), name="deaf")(deaf)
    run_due(beside=threads)
    assert begun.wait(PATIENCE)
    threads.stop(["deaf"])
    assert told.wait(PATIENCE)
    with pytest.raises(Stuck, match="deaf"):
        threads.stop([])

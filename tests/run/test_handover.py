"""Long jobs by Redis on two hosts: killed at work, and Redis itself killed, and each done once."""

import os
import signal
import time
from collections import Counter

import pytest
from django.utils import timezone
from tests import redis
from tests.cast import viewer_of
from tests.run.house import until
from tests.run.test_workers import Nursery

from pindos.kernel.jobs import bring_forward
from pindos.kernel.models import Event, Schedule
from pindos.operations.commands import own_export
from pindos.operations.models import PersonExport

JOB, KILLS, AT_ONCE, AWAY = "make-person-exports", 3, 4, 3

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def ask(anthi):
    """So many copies, in one moment; the job is due by what the command itself does."""
    asked = own_export(viewer=viewer_of(anthi))
    more = [
        PersonExport(
            person_id=asked.person_id, asked_by_id=asked.asked_by_id, asked_at=timezone.now()
        )
        for _ in range(AT_ONCE - 1)
    ]
    PersonExport.objects.bulk_create(more)
    bring_forward(JOB)


def left():
    time.sleep(0.1)  # whoever asks all the time takes the processor from those who work
    return PersonExport.objects.filter(state="asked").count()


def runner():
    """The pid of whoever does the job now; 0 when nobody does."""
    row = Schedule.objects.filter(name=JOB).exclude(lease_until=None).first()
    return int(row.run_by.rpartition(":")[2]) if row else 0


def killed_at_work(anthi, before):
    """The pid of whoever was killed while it made copies; 0 when it was done too early."""
    ask(anthi)
    many = left()
    until(lambda: not many or left() < many, "one to be at work")
    pid = runner()
    if pid in before:  # dead: the last that it wrote has come only now
        return 0
    if pid:
        os.kill(pid, signal.SIGKILL)
    return pid


def second_home(first):
    """Another host: a home of its own, with the same files."""
    second = first.parent / "second"
    second.mkdir()
    (first / "files").mkdir(parents=True)
    (second / "files").symlink_to(first / "files")
    return second


def test_two_hosts_are_killed_at_work_and_redis_too_and_each_copy_is_made_once(anthi, tmp_path):
    first = tmp_path / "first"
    second, helped = second_home(first), set()
    Schedule.objects.create(name=JOB, every=1)  # who died twice waits for its time: a second here
    with redis.server() as server:
        told = {"REDIS_URL": server.url}
        with Nursery(first, "timer", "jobs", **told), Nursery(second, "jobs", **told) as two:
            for _ in range(KILLS):
                pid = until(lambda: killed_at_work(anthi, helped), "one that dies at work")
                helped.add(pid)
                two.alive.discard(pid)
            until(lambda: not left(), "all copies, though those who made them were killed")
            assert len(helped) == KILLS
            server.kill()
            until(lambda: not runner(), "the end of whoever had fetched the job before")
            ask(anthi)
            time.sleep(AWAY)
            assert left() == AT_ONCE, "without Redis the jobs wait, for a minute"
            server.start()
            until(lambda: not left(), "the rest, though Redis came back empty")
    made = Counter(Event.objects.filter(name__endswith="PersonExportMade").values_list("subject"))
    assert len(made) == PersonExport.objects.count() > KILLS * AT_ONCE
    assert set(made.values()) == {1}, "each was made once"
    kept = {row.file for row in PersonExport.objects.all()}
    assert len(kept) == len(made) and not PersonExport.objects.exclude(state="made").exists()
    row = Schedule.objects.get(name=JOB)
    assert row.lease_until is None and row.last_ok_at

"""Signs of life."""

import os
import subprocess
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from pindos.kernel import meters
from pindos.kernel.meters import Meter
from pindos.kernel.models import Heartbeat
from pindos.kernel.pulse import Pulse, forget_silent_processes, machine, memory
from pindos.kernel.release import release

pytestmark = pytest.mark.django_db


def test_a_process_writes_one_row_however_often_it_beats():
    pulse = Pulse("work")
    pulse.beat()
    pulse.did(7)
    pulse.did(0)
    pulse.beat()
    row = Heartbeat.objects.get()
    assert (row.kind, row.pid, row.host, row.version) == (
        "work",
        os.getpid(),
        machine(),
        release(),
    )
    assert row.done == 7 and row.worked_at and row.rss > 10_000_000
    assert abs(row.seen_at - timezone.now()) < timedelta(seconds=30)


def test_the_clock_is_compared_with_a_server_and_with_nothing_else():
    Pulse("work").beat()
    ahead = Heartbeat.objects.get().ahead
    if connection.vendor == "sqlite":
        assert ahead is None
    else:
        assert abs(ahead) < 5


def test_one_that_ends_in_order_takes_its_row_away():
    pulse = Pulse("timer")
    pulse.beat()
    pulse.stop()
    assert not Heartbeat.objects.exists()


def dead():
    child = subprocess.Popen(["true"])
    child.wait()
    return child.pid


def row(**values):
    now = timezone.now()
    given = {"host": machine(), "kind": "work", "version": "1", "began_at": now, "seen_at": now}
    return Heartbeat.objects.create(**{**given, **values})


def test_the_row_of_one_that_died_is_taken_away_by_the_next_on_its_machine():
    row(pid=dead())
    elsewhere = row(pid=1, host="elsewhere")
    Pulse("work").beat()
    assert set(Heartbeat.objects.values_list("pid", flat=True)) == {os.getpid(), elsewhere.pid}


def test_a_machine_that_was_not_heard_of_for_an_hour_is_forgotten():
    row(pid=1, host="old", seen_at=timezone.now() - timedelta(minutes=61))
    row(pid=2, host="new", seen_at=timezone.now() - timedelta(minutes=59))
    assert forget_silent_processes() == 1
    assert Heartbeat.objects.get().host == "new"


def test_memory_is_told_in_bytes():
    rss, pss = memory()
    assert rss > 10_000_000 and pss >= 0


def test_requests_are_counted_by_status_and_by_how_long_they_took():
    meter = Meter()
    for status, seconds in [(200, 0.01), (204, 0.025), (302, 0.3), (404, 0.06), (500, 11.0)]:
        meter.count(status, seconds)
    read = meter.read()
    assert read["status"] == {"2xx": 2, "3xx": 1, "4xx": 1, "5xx": 1}
    assert read["under"] == {"0.025": 2, "0.1": 1, "0.5": 1, "inf": 1}
    assert read["seconds"] == pytest.approx(11.395) and meter.total() == 5


def test_every_answer_is_counted_whatever_it_says(client, monkeypatch):
    monkeypatch.setattr("pindos.config.metering.requests", meter := Meter())
    client.get("/healthz")
    client.get("/nowhere-at-all/")
    assert meter.read()["status"] == {"2xx": 1, "4xx": 1}
    monkeypatch.setattr(meters, "requests", meter)
    Pulse("web").beat()
    written = Heartbeat.objects.get()
    assert written.done == 2 and written.counts["status"] == {"2xx": 1, "4xx": 1}

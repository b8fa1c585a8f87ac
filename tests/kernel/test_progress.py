"""A job that counts its work says how far it is, and nothing of it once it has ended."""

from datetime import timedelta

import pytest

from pindos.kernel import jobs
from pindos.kernel.jobs import every, is_long, run_due, run_now
from pindos.kernel.models import Schedule
from pindos.kernel.progress import Far, heard_by, how_far, tell_how_far

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})


def test_whoever_looks_meanwhile_reads_how_far_a_job_is():
    seen = []

    @every(timedelta(hours=1), name="long", is_long=True)
    def job():
        seen.append(how_far("long"))
        tell_how_far(500, 2000)
        seen.append(how_far("long"))
        return 2000

    assert run_due() == {"long": 2000}
    assert seen == [Far(0, None), Far(500, 2000)]
    assert how_far("long") is None and is_long("long") and not is_long("other")
    row = Schedule.objects.get(name="long")
    assert (row.done, row.total, row.last_count) == (None, None, 2000)


def test_one_that_fails_leaves_no_progress_behind():
    @every(timedelta(hours=1), name="bad")
    def job():
        tell_how_far(1, 2)
        raise ValueError("χάλασε")

    run_due()
    row = Schedule.objects.get(name="bad")
    assert (row.done, row.total) == (None, None) and "χάλασε" in row.last_error


def test_who_waits_in_a_terminal_hears_it_and_without_a_job_nothing_is_written():
    heard = []

    @every(timedelta(hours=1), name="one")
    def job():
        tell_how_far(7)
        return 7

    run_due()
    with heard_by(lambda done, total: heard.append((done, total))):
        assert run_now("one") == 7
    assert heard == [(7, None)]
    tell_how_far(1, 2)
    assert Schedule.objects.get(name="one").done is None

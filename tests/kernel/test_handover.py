"""Long jobs through Redis: names only, so that an empty, new or silent Redis loses nothing."""

import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from tests import redis
from tests.run.house import environment, until
from tests.threads import together

from pindos.config import env
from pindos.kernel import handover, jobs
from pindos.kernel.beside import Threads
from pindos.kernel.handover import HandOver
from pindos.kernel.jobs import bring_forward, every, run_due, run_left
from pindos.kernel.models import Schedule
from pindos.kernel.redis_place import RedisPlace

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def empty_timetable(monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})


@pytest.fixture(scope="module")
def server():
    with redis.server() as started:
        yield started


@pytest.fixture
def place(server):
    made = RedisPlace(server.url, f"test:{time.monotonic_ns()}")
    assert made.fetch(0.01) is None
    return made


def the(name):
    return Schedule.objects.get(name=name)


def test_a_long_job_is_left_once_and_done_by_whoever_fetches_it(db, place):
    every(DAY, name="long", is_long=True)(lambda: 7)
    every(DAY, name="short")(lambda: 1)
    over = HandOver(place)
    assert [run_due(over=over) for _ in range(3)] == [{"short": 1}, {}, {}]
    assert place.standing().waiting == 1 and the("long").last_ok_at is None
    assert run_left(place) == {"long": 7}
    assert the("long").last_count == 7 and place.standing().waiting == 0
    assert run_due(over=over) == {} and place.standing().waiting == 0


def test_a_name_that_was_fetched_and_lost_is_left_again(db, place):
    every(DAY, name="long", is_long=True)(lambda: 7)
    over = HandOver(place)
    run_due(over=over)
    assert place.fetch(0.01) == "long"  # and whoever fetched it dies
    run_due(over=over)
    assert run_left(place) == {"long": 7}


def test_names_that_lie_there_from_before_do_no_harm(db, place):
    every(DAY, name="long", is_long=True)(lambda: 7)
    run_due(over=HandOver(place))
    assert run_left(place) == {"long": 7}
    for name in ("long", "of another version", "x" * 300):
        place.leave(name)
    assert [run_left(place) for _ in range(3)] == [{}, {}, {}]
    assert Schedule.objects.count() == 1


def test_what_nobody_takes_in_time_the_timer_does_itself(db, place):
    every(DAY, name="long", is_long=True)(lambda: 7)
    over = HandOver(place, patience=0.2)
    assert run_due(over=over) == {}
    time.sleep(0.25)
    assert run_due(over=over) == {"long": 7}
    Schedule.objects.update(next_run_at=timezone.now())
    assert run_due(over=over) == {}, "the next time it waits anew"


def test_while_redis_is_away_jobs_stay_due_and_nothing_is_raised(db, caplog):
    every(DAY, name="long", is_long=True)(lambda: 7)
    with redis.server() as server:
        place = RedisPlace(server.url, "test")
        over = HandOver(place)
        server.kill()
        assert run_due(over=over) == run_left(place) == {}
        with pytest.raises(OSError, match="refused"):
            place.standing()
        server.start()
        time.sleep(2.1)  # for so long it is not asked again
        assert run_due(over=over) == {}
        assert run_left(place) == {"long": 7}
    assert [line for line in caplog.messages if "Redis" in line][0].startswith("Redis does not")
    assert sum("does not answer" in line for line in caplog.messages) == 1


@pytest.mark.django_db(transaction=True)
def test_of_four_who_fetch_the_same_name_one_does_the_job(place):
    ran = []
    every(DAY, name="long", is_long=True)(lambda: ran.append(1) or 1)
    run_due(over=HandOver(place))

    class Everywhere:
        def fetch(self, seconds):
            return "long"

    together(lambda: run_left(Everywhere()), times=4)
    assert ran == [1]


def test_what_somebody_waits_for_is_due_at_once(db):
    every(DAY, name="long")(lambda: 1)
    run_due()
    assert run_due() == {}
    bring_forward("long")
    assert run_due() == {"long": 1}


def test_two_instances_on_one_redis_do_not_see_each_other(settings):
    mine = handover.instance()
    settings.SECRET_KEY = "another instance"
    assert handover.instance() != mine and "another" not in handover.instance()


@pytest.mark.once
def test_without_an_address_nothing_of_redis_is_loaded(tmp_path):
    code = (
        "import sys, pindos.cli\n"
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'pindos.config.settings'\n"
        "pindos.cli.root()\n"
        "from pindos.kernel.handover import hand_over\n"
        "assert hand_over() is None and 'redis' not in sys.modules, 'loaded'"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stderr


def test_an_address_that_is_not_of_redis_is_refused(monkeypatch):
    monkeypatch.setenv("REDIS_URL", "http://localhost:6379")
    with pytest.raises(env.SettingError, match="REDIS_URL is not a redis://"):
        env.redis("REDIS_URL")
    monkeypatch.setenv("REDIS_URL", "rediss://:geheim@redis.example:6380/1")
    assert env.redis("REDIS_URL").startswith("rediss://")


@pytest.mark.django_db(transaction=True)
def test_a_handed_over_job_that_never_ends_is_stopped_at_its_limit(place):
    over = threading.Event()

    @every(DAY, name="long", is_long=True, limit=timedelta(seconds=0.5))
    def endless():
        while not over.wait(0.01):
            pass
        return 1

    run_due(over=HandOver(place))
    beside, ended = Threads(), {}
    until(lambda: ended.update(run_left(place, beside, 0.01)) or ended, "it to be stopped")
    over.set()
    assert ended == {"long": None} and "longer than it may" in the("long").last_error

"""Whether Redis answers is said with a count, and what to do when it does not."""

import pytest
from tests import redis
from tests.operations.test_system_health import beat, found, level

from pindos.kernel.handover import place
from pindos.kernel.health import Asked, Level
from pindos.operations.checks.redis import door

pytestmark = pytest.mark.django_db


def test_without_redis_it_is_said_that_none_is_used():
    assert level("redis.answer") is Level.IDLE
    assert level("redis.answer", Asked.RISK) is Level.IDLE


def test_a_redis_that_answers_is_shown_with_what_waits_and_one_that_died_is_told_of(settings):
    with redis.server() as server:
        settings.REDIS_URL = server.url
        place().leave("back-up")
        fine = found("redis.answer", Asked.RISK)
        assert (fine.level, fine.count) == (Level.OK, 1) and "Redis" in fine.words
        assert level("processes.jobs") is Level.WARN, "nobody takes them"
        beat("jobs")
        assert level("processes.jobs") is Level.OK
        server.kill()
        gone = found("redis.answer")
        assert gone.level is Level.WARN and "REDIS_URL" in gone.todo
        server.start()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("redis://127.0.0.1:6379/0", Level.OK),
        ("unix:///run/redis.sock", Level.OK),
        ("redis://:geheim@10.0.0.7:6379/0", Level.OK),
        ("redis://10.0.0.7:6379/0", Level.WARN),
    ],
)
def test_a_redis_of_another_machine_must_ask_for_a_password(settings, url, expected):
    settings.REDIS_URL = url
    assert [(each.key, each.level) for each in door()] == [("redis.door", expected)]

"""How many requests are worked at at one moment."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from pindos.config.turns import Turns

LONG = 20.0  # seconds after which a test fails instead of waiting


class Counting:
    """An application that counts how many are inside it, and lets them go when told to."""

    def __init__(self):
        self.inside, self.most = 0, 0
        self.lock, self.go = threading.Lock(), threading.Event()
        self.full = threading.Event()

    def __call__(self, environ, start_response):
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
            if self.inside == 2:
                self.full.set()
        environ["wsgi.input"].read(3)
        self.go.wait(LONG)
        with self.lock:
            self.inside -= 1
        return [b"said"]


class SlowLine(io.BytesIO):
    """A body that comes when it comes."""

    def __init__(self, body):
        super().__init__(body)
        self.comes, self.asked = threading.Event(), threading.Event()

    def read(self, size=-1):
        self.asked.set()
        assert self.comes.wait(LONG)
        return super().read(size)


def ask(turns, body=b"", stream=None):
    environ = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": stream or io.BytesIO(body)}
    return turns(environ, lambda *said: None)


def test_in_a_rush_no_more_than_so_many_are_inside_and_each_is_answered():
    inner = Counting()
    turns = Turns(inner, at_once=2, patience=LONG)
    with ThreadPoolExecutor(12) as crowd:
        asked = [crowd.submit(ask, turns) for _ in range(12)]
        assert inner.full.wait(LONG)
        inner.go.set()
        assert [each.result(LONG) for each in asked] == [[b"said"]] * 12
    assert inner.most == 2


def test_who_has_waited_too_long_goes_on_without_a_turn():
    inner = Counting()
    turns = Turns(inner, at_once=1, patience=0.05)
    with ThreadPoolExecutor(2) as crowd:
        asked = [crowd.submit(ask, turns) for _ in range(2)]
        assert inner.full.wait(LONG), "the second one waits for the first for ever"
        inner.go.set()
        assert [each.result(LONG) for each in asked] == [[b"said"]] * 2
    assert turns._free._value == 1, "a turn was given back that nobody held"


def test_a_body_that_comes_slowly_holds_up_nobody():
    inner = Counting()
    inner.go.set()
    turns = Turns(inner, at_once=1, patience=LONG)
    line = SlowLine(b"abc")
    with ThreadPoolExecutor(1) as crowd:
        slow = crowd.submit(ask, turns, b"abc", line)
        assert line.asked.wait(LONG)
        assert ask(turns) == [b"said"]
        assert not slow.done()
        line.comes.set()
        assert slow.result(LONG) == [b"said"]
    assert ask(turns) == [b"said"]


def test_the_turn_of_what_fails_is_free_again():
    def breaking(environ, start_response):
        raise ValueError(environ["CONTENT_LENGTH"])

    turns = Turns(breaking, at_once=1, patience=LONG)  # were it kept, the second would wait
    for _ in range(3):
        with pytest.raises(ValueError, match="0"):
            ask(turns)

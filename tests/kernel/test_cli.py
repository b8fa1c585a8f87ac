"""The worker and the timer: one round by hand, rounds for ever, and a database that is away."""

import os
import signal
import threading

import pytest
from click.testing import CliRunner
from django.db import OperationalError
from tests.kernel.saying import SomethingHappened, say

from pindos.kernel import cli
from pindos.kernel.events import on


@pytest.fixture
def signals_as_before():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_one_round_says_how_much_was_done(db):
    on(SomethingHappened, name="heard")(lambda event: None)
    say(7, 8)
    assert CliRunner().invoke(cli.work, ["--once"]).output == "sealed=2 delivered=2\n"
    assert CliRunner().invoke(cli.work, ["--once"]).output == "sealed=0 delivered=0\n"


def test_one_round_fails_when_the_database_is_away(monkeypatch):
    def away():
        raise OperationalError("connection refused")

    monkeypatch.setattr(cli, "seal", away)
    assert isinstance(CliRunner().invoke(cli.work, ["--once"]).exception, OperationalError)


def test_a_database_that_comes_back_is_worked_on_again(db, monkeypatch, caplog):
    monkeypatch.setattr(cli, "AWAY", 0.01)
    told, tries = threading.Event(), []

    def turn():
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("connection refused")
        told.set()
        return {"sealed": 1}

    cli._go_round(turn, told)
    assert len(tries) == 3
    assert caplog.text.count("did not answer (connection refused)") == 2
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_was_begun_is_ended_before_it_stops(db, signals_as_before, number):
    told, ended = cli.told_to_stop(), []

    def turn():
        os.kill(os.getpid(), number)
        ended.append(1)
        return {"sealed": 1}

    cli._go_round(turn, told)
    assert ended == [1]

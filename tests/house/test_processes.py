"""How often what dies is started again."""

import os

import pytest
from tests.run.certificate import write_certificate

from pindos.config.address import Address
from pindos.config.processes import Process, how_it_ended, pause_after
from pindos.config.supervisor import Supervisor


def test_the_pause_doubles_up_to_half_a_minute():
    assert [pause_after(n) for n in (1, 2, 3, 6, 7, 1000)] == [0.5, 1, 2, 16, 30, 30]


@pytest.mark.parametrize(
    ("code", "words"), [(-9, "was killed by signal 9"), (1, "ended with code 1")]
)
def test_an_end_is_told_in_words(code, words):
    assert how_it_ended(code) == words


class Child:
    code, pid = None, 4711

    def poll(self):
        return self.code


@pytest.fixture
def children():
    return []


@pytest.fixture
def process(children):
    def start():
        children.append(Child())
        return children[-1]

    return Process("web", start)


def test_a_process_that_dies_at_once_is_started_again_ever_later(process, children):
    now, starts = 0.0, []
    while len(starts) < 5:
        before = len(children)
        process.keep_alive(now)
        if len(children) > before:
            starts.append(now)
            children[-1].code = 1
        now += 0.5
    assert [later - sooner for sooner, later in zip(starts, starts[1:], strict=False)] == [
        1.0,
        1.5,
        2.5,
        4.5,
    ]


def test_one_that_cannot_be_started_yet_is_asked_for_again_at_once():
    answers = [None, None, Child()]
    process = Process("web", lambda: answers.pop(0))
    for turn in range(3):
        assert process.pid() is None
        process.keep_alive(float(turn) / 10)
    assert process.pid() == Child.pid and not answers


def test_after_a_minute_of_life_the_pause_is_short_again(process, children):
    for start in (0, 10, 20):
        process.keep_alive(start)
        children[-1].code = 1
        process.keep_alive(start + 0.1)
    process.keep_alive(100)
    children[-1].code = -9
    process.keep_alive(161)
    process.keep_alive(161.4)
    assert len(children) == 4
    process.keep_alive(161.5)
    assert len(children) == 5


def test_a_renewed_certificate_is_taken_up_and_a_broken_one_is_not(tmp_path, monkeypatch, caplog):
    chain, key = write_certificate(tmp_path)
    monkeypatch.setenv("PINDOS_TLS_CERT", str(chain))
    monkeypatch.setenv("PINDOS_TLS_KEY", str(key))
    supervisor, stopped = Supervisor(Address("127.0.0.1", 8443)), []
    supervisor._web.ask_to_stop = lambda: stopped.append("web")
    supervisor._look_at_certificate()
    assert not stopped
    chain.write_text("half of a certificate")
    os.utime(chain, (1, 1))
    supervisor._look_at_certificate()
    assert not stopped and "The old one is kept" in caplog.text
    write_certificate(tmp_path, serial=8)
    supervisor._look_at_certificate()
    supervisor._look_at_certificate()
    assert stopped == ["web"]

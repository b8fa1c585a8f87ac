"""``pindos up`` as an operator meets it: the real processes, a home of their own."""

import os
import shutil
import signal
import socket
import sqlite3
import time

import pytest
from django.db import connection
from tests.run.house import (
    descendants,
    empty_database,
    environment,
    free_port,
    house,
    is_alive,
    pss,
    run,
    said_alone,
    until,
)

from pindos.config.supervisor import SAME_WISH

pytestmark = pytest.mark.slow


once = pytest.mark.skipif(connection.vendor != "sqlite", reason="the same on both databases")


def test_an_empty_home_becomes_a_site_and_in_a_minute_all_end_when_told_to(tmp_path):
    with empty_database() as database, house(tmp_path / "home", **database) as here:
        here.ready()
        assert f"http://localhost:{here.port}" in here.said()
        password = here.said(r"Sign in as admin with the password (\S+)")[1]
        assert here.lets_in("admin", password)
        assert not here.lets_in("admin", password + "x")
        many = 4 + (2 if database else 1)  # nursery, web and its own, work, timer
        until(lambda: len(descendants(here.pid)) == many, "so many processes")
        below = descendants(here.pid)
        assert database or pss(here.pid) < 300_000_000
        began = time.monotonic()
        assert here.stop() == 0
        assert time.monotonic() - began < 60  # usually a second
        assert not here.said("has not stopped|at once"), "each ends by itself, none is killed"
        until(lambda: not [pid for pid in below if is_alive(pid)], "the end of all")
        assert not here.said("Traceback")


@once
def test_whatever_is_killed_is_started_again_and_nobody_else_takes_the_home(prepared):
    with house(prepared) as here:
        here.ready()
        assert not here.said("Preparing the database|with the password")
        other = run(prepared, "up", PINDOS_LISTEN=f"127.0.0.1:{free_port()}")
        assert other.returncode == 1 and f"already runs on {prepared}" in other.stderr
        server = here.pid_of("pindos web")
        (worker,) = descendants(server)
        os.kill(worker, signal.SIGKILL)
        until(lambda: set(descendants(server)) - {worker}, "another worker")
        until(lambda: answers(here), "an answer")
        names = ("pindos nursery", "pindos web", "pindos work", "pindos timer")
        killed = {name: here.pid_of(name) for name in names}
        for pid in killed.values():
            os.kill(pid, signal.SIGKILL)
        for name in names:
            until(lambda name=name: here.pid_of(name) not in {None, killed[name]}, f"new {name}")
        words = "was killed by signal 9; starting it again in 0.5 s"
        until(lambda: here.said().count(words) == len(names), "each to be told of once")
        until(lambda: answers(here), "an answer")
        assert here.stop(signal.SIGINT) == 0


@once
def test_nothing_outlives_a_supervisor_that_is_killed(prepared):
    with house(prepared) as here:
        here.ready()
        below = descendants(here.pid)
        here.kill()
        until(lambda: not [pid for pid in below if is_alive(pid)], "the end of all")


@once
def test_a_second_signal_right_away_is_the_same_wish_and_a_later_one_is_impatience(prepared):
    """`make run` in a terminal hears of Ctrl+C twice: from the terminal and from make."""
    with house(prepared) as here:
        here.ready()
        os.kill(here.pid_of("pindos work"), signal.SIGSTOP)  # it does not stop
        os.kill(here.pid, signal.SIGINT)
        time.sleep(0.2)
        os.kill(here.pid, signal.SIGINT)
        time.sleep(SAME_WISH)
        assert is_alive(here.pid) and not here.said("at once"), "whoever is slow is waited for"
        assert here.stop(signal.SIGINT) == 0
        assert here.said("work was told to stop; we were told again and end it at once")
        assert here.said().count("at once") == 1 and not here.said("has not stopped")


@once
def test_a_port_that_is_taken_is_named_and_nothing_is_started(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        answer = run(tmp_path / "home", "up", PINDOS_LISTEN=f"127.0.0.1:{port}")
    assert answer.returncode == 1
    assert f"127.0.0.1:{port} is taken" in answer.stderr and "PINDOS_LISTEN" in answer.stderr
    assert "Traceback" not in answer.stderr


@once
def test_a_home_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    answer = run(tmp_path / "file" / "home", "up", PINDOS_LISTEN=f"127.0.0.1:{free_port()}")
    assert answer.returncode == 1
    assert "PINDOS_HOME is" in answer.stderr and "cannot write" in answer.stderr
    assert "Traceback" not in answer.stderr


@once
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PINDOS_LISTEN", "8000"),
        ("PINDOS_URL", "pindos.gr"),
        ("PINDOS_WEB_WORKERS", "many"),
        ("PINDOS_LOG", "xml"),
        ("PINDOS_LOG_LEVEL", "LOUD"),
        ("DATABASE_URL", "mysql://u:secret@h/d"),
        ("DATABASE_URL_FILE", "/nowhere/database-url"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_its_secret_is_not(tmp_path, name, value):
    given = {"PINDOS_LISTEN": f"127.0.0.1:{free_port()}", name: value}
    answer = run(tmp_path / "home", "up", **given)
    assert answer.returncode == 1
    assert name in answer.stderr
    assert "Traceback" not in answer.stderr and "secret" not in answer.stderr


@once
def test_a_database_that_does_not_answer_is_said_without_its_secret(tmp_path):
    away = f"postgresql://pindos:geheim@127.0.0.1:{free_port()}/pindos"
    answer = run(
        tmp_path / "home", "up", PINDOS_LISTEN=f"127.0.0.1:{free_port()}", DATABASE_URL=away
    )
    assert answer.returncode == 1
    assert "Η βάση δεν απαντά" in answer.stderr
    assert "geheim" not in answer.stderr + answer.stdout


@once
def test_a_database_of_a_newer_version_stops_the_start(tmp_path, prepared):
    home = tmp_path / "home"
    shutil.copytree(prepared, home)
    with sqlite3.connect(home / "pindos.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('servicedesk', '0099_future', '2030-01-01')"
        )
    answer = run(home, "up", PINDOS_LISTEN=f"127.0.0.1:{free_port()}")
    assert answer.returncode == 1
    assert "newer Pindos" in answer.stderr and "servicedesk 0099_future" in answer.stderr


@once
def test_the_supervisor_needs_no_django_and_nothing_else_that_is_large(tmp_path):
    code = "import sys, pindos.__main__, pindos.config.supervisor; print(*sys.modules)"
    read = set(said_alone(code, environment(tmp_path)).split())
    assert "pindos.config.readiness" in read
    assert not read & {"django", "ssl", "http.client", "email", "logging.config"}


@once
def test_up_takes_no_arguments_but_explains_itself(tmp_path):
    assert "no arguments" in run(tmp_path, "up", "--port", "80").stderr
    assert "every process" in run(tmp_path, "up", "--help").stdout


def answers(here):
    try:
        return here.get("/readyz").status == 200
    except OSError:
        return False

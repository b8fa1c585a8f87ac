"""Two hosts on one PostgreSQL: a home each, of which keys, files and checkpoints are shared."""

import json
import time
from urllib.parse import urlencode

import psycopg
import pytest
from django.db import connection
from tests.run.house import empty_database, house, run, until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite is one host's"),
]

DAYS = "servicedesk.days_until_closed"


def second_home(first, second):
    """What must be the same on every host: keys, files that people sent, signed checkpoints."""
    second.mkdir()
    for shared in ("keys", "files", "checkpoints"):
        (first / shared).mkdir(exist_ok=True)
        (second / shared).symlink_to(first / shared)
    return second


def session_from(here, password):
    """The cookie of whoever signs in there."""
    cookie, token = here.form("/sign-in/")
    fields = {"csrfmiddlewaretoken": token, "username": "admin", "password": password}
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    answer = here.get("/sign-in/", "POST", urlencode(fields), kind)
    assert answer.status == 302
    cookies = answer.headers.get_all("Set-Cookie")
    return next(each.split(";")[0] for each in cookies if each.startswith("sessionid="))


def test_two_hosts_share_sessions_settings_and_the_timetable(tmp_path):
    first = tmp_path / "first"
    with empty_database() as told, house(first, **told) as one:
        one.ready()
        password = one.said(r"Sign in as admin with the password (\S+)")[1]
        with house(second_home(first, tmp_path / "second"), **told) as two:
            two.ready()
            assert "with the password" not in two.said()
            signed = {"Cookie": session_from(one, password)}
            pages = [here.get("/", headers=signed).headers["Location"] for here in (one, two)]
            assert pages[0] == pages[1] and "/sign-in/" not in pages[0]
            made = run(first, "token", "create", "--as", "admin", "--scope", "all", **told)
            token = {"Authorization": f"Bearer {made.stdout.split()[-1]}"}
            a_setting_is_seen_by_the_other(one, two, token)
            until(lambda: alive(told["DATABASE_URL"]) == {"web": 4, "work": 2, "timer": 2}, "all")
            assert checkpoints(told["DATABASE_URL"]) <= 1
            assert one.stop() == two.stop() == 0


def a_setting_is_seen_by_the_other(one, two, token):
    assert set_to(two, token) != 9
    kind = {**token, "Content-Type": "application/json"}
    changed = one.get("/api/v1/options", "PUT", json.dumps({"values": {DAYS: 9}}), kind)
    assert changed.status == 200, changed.text
    began = time.monotonic()
    until(lambda: set_to(two, token) == 9, "the other to see it")
    assert time.monotonic() - began < 30


def set_to(here, token):
    found = json.loads(here.get("/api/v1/options", headers=token).text)
    rows = found["items"] if isinstance(found, dict) else found
    return next(row["value"] for row in rows if row["key"] == DAYS)


def alive(address):
    """How many processes of each kind give signs of life."""
    with psycopg.connect(address) as database:
        rows = database.execute("SELECT kind, count(*) FROM kernel_heartbeat GROUP BY kind")
        return dict(rows.fetchall())


def checkpoints(address):
    """How often the daily job ran that leaves an event, though two timers were started."""
    with psycopg.connect(address) as database:
        rows = database.execute(
            "SELECT count(*) FROM kernel_event WHERE name = 'operations.CheckpointExported'"
        )
        return rows.fetchone()[0]

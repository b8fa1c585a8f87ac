"""Faults that an operator meets: thousands parked, a weak role, two homes with two keys."""

import os
import subprocess
import sys
from collections import Counter

import psycopg
import pytest
from django.db import connection
from tests.kernel.saying import SomethingHappened
from tests.operations.test_system_health import found, level
from tests.run.house import environment
from tests.threads import together

from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.kernel.errors import Refused
from pindos.kernel.events import on
from pindos.kernel.health import Asked, Level
from pindos.kernel.models import Delivery, Event, Heartbeat
from pindos.kernel.pulse import Pulse
from pindos.operations.backing.servers import scratch_database
from pindos.operations.commands import retry_deliveries

MANY = int(os.environ.get("PARKED", "1000"))  # 10,000 by hand: docs/decisions/faults.md


def parked(many):
    """So many deliveries that were given up, each of an event of its own."""
    name = SomethingHappened.event_name()
    events = Event.objects.bulk_create(
        Event(name=name, subject="kernel.schedule:1", payload={"thing_id": number})
        for number in range(many)
    )
    Delivery.objects.bulk_create(
        Delivery(event=event, reaction="many", state="parked", attempts=10) for event in events
    )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_thousands_that_were_let_go_take_effect_once_each_with_two_workers():
    heard = Counter()

    @on(SomethingHappened, name="many")
    def hear(event):
        heard[event.thing_id] += 1

    parked(MANY)
    assert retry_deliveries(viewer=HOUSE, reaction="many") == MANY

    def work():
        while drain():
            pass

    together(work, times=2)
    assert heard == Counter(range(MANY))
    assert set(Delivery.objects.filter(reaction="many").values_list("state", "attempts")) == {
        ("done", 1)
    }


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no roles")
@pytest.mark.django_db
def test_a_role_that_may_make_no_database_is_told_what_to_run(monkeypatch):
    weak = f"weak_{connection.settings_dict['NAME']}"[:60]
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as server:
        server.execute(f'CREATE ROLE "{weak}" LOGIN')
        try:
            monkeypatch.setitem(connection.settings_dict, "USER", weak)
            with pytest.raises(Refused, match=f"ALTER ROLE {weak} CREATEDB"), scratch_database():
                pass
        finally:
            server.execute(f'DROP ROLE "{weak}"')


@pytest.mark.django_db
def test_two_homes_with_two_keys_on_one_database_are_found_out(settings):
    Pulse("web").beat()
    fine = found("secrets.one_key", Asked.RISK)
    assert (fine.level, fine.count) == (Level.OK, 1)
    Heartbeat.objects.update(host="second")
    settings.SECRET_KEY = "the key of a home that was made beside"  # here `instance check` is run
    bad = found("secrets.one_key", Asked.RISK)
    assert bad.level is Level.DOWN and "second" in bad.words and "keys" in bad.todo
    Heartbeat.objects.update(keys="")  # of a version that did not say
    assert level("secrets.one_key", Asked.RISK) is Level.OK


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor == "sqlite", reason="two homes have two files")
@pytest.mark.django_db(transaction=True)
def test_the_command_says_so_in_a_home_that_has_made_its_own_key(tmp_path):
    Pulse("web").beat()
    params = connection.get_connection_params()
    address = f"postgresql://{params['user']}@{params['host']}:{params['port']}/{params['dbname']}"
    answer = subprocess.run(
        [sys.executable, "-m", "pindos", "instance", "check", "--json"],
        env=environment(tmp_path / "second", DATABASE_URL=address),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert answer.returncode == 2, answer.stderr
    assert '"secrets.one_key"' in answer.stdout

"""Web server, worker, timer and supervisor are killed under load: nothing accepted is lost."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress

import pytest
from django.db import connection
from tests.run.house import PATIENCE, descendants, environment, free_port, until
from tests.run.load import Client, of_all
from tests.run.witness import Witnessed

from pindos.identity.commands import create_token
from pindos.kernel.access import HOUSE
from pindos.kernel.models import Delivery, Event
from pindos.kernel.verifying import verify
from pindos.servicedesk.models import Ticket

KILLS = 25  # on each database
CLIENTS = 3
NAMES = ["web", "answers", "work", "timer", "supervisor"]


class Upright:
    """``pindos up`` that somebody starts again whenever it is killed."""

    def __init__(self, home):
        self.port = free_port()
        more = {
            "NAME_OF_DATABASE": str(connection.settings_dict["NAME"]),
            "PINDOS_LISTEN": f"127.0.0.1:{self.port}",
            "PINDOS_REQUESTS_PER_MINUTE": "0",
            "PINDOS_WEB_WORKERS": "1",
        }
        if connection.vendor != "sqlite":
            more["DATABASE_URL"] = os.environ["DATABASE_URL"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.run.forked"],
            env=environment(home, **more),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.newest = {}
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self._process.stdout:
            name, _, pid = line.partition(" ")
            self.newest[name] = int(pid)

    def kill(self, name):
        """The newest of that name; what answers is what the web server has forked."""
        until(lambda: self._is_killed(name), f"a living {name}")

    def _is_killed(self, name):
        """False when there is none, or it died by itself before it could be killed."""
        if pid := self._alive(name):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                return True
        return False

    def _alive(self, name):
        if name == "answers":
            return min(descendants(self.newest.get("web", -1)), default=None)
        pid = self.newest.get(name)
        return pid if pid in descendants(self._process.pid) else None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._process.stdin.close()
        self._process.wait(PATIENCE)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_whatever_is_killed_each_accepted_ticket_is_there_once(tmp_path, dafni):
    token = create_token(viewer=HOUSE, username="dafni", name="load", scope="write")
    told = threading.Event()
    with Upright(tmp_path) as house:
        clients = [Client(house.port, token, told) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        for turn in range(KILLS):
            if turn % 5 == 0:
                before = len(of_all(clients, "accepted"))
                until(lambda before=before: len(of_all(clients, "accepted")) > before, "a ticket")
            time.sleep(random.uniform(0, 0.15))
            house.kill(NAMES[turn % len(NAMES)])
        told.set()
        for client in clients:
            client.join(PATIENCE)
        assert not [client.broke for client in clients if client.broke or client.is_alive()]
        until(lambda: not Delivery.objects.exclude(state="done").exists(), "the rest to be done")
        until(lambda: not Event.objects.filter(seq=None).exists(), "all to be sealed")
    accepted = of_all(clients, "accepted")
    assert not set().union(*(client.refused for client in clients))
    assert sum(client.repeats for client in clients) >= 3, "too few died while they answered"
    assert Counter(accepted) == Counter(Ticket.objects.values_list("number", flat=True))
    witnessed = Event.objects.filter(name=Witnessed.event_name())
    seen = Counter(event.payload["thing_id"] for event in witnessed)
    assert seen == Counter(Ticket.objects.values_list("pk", flat=True))
    assert verify().is_whole

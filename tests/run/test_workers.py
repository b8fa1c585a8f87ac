"""Three workers that are killed again and again still do each thing once."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest
from django.db import connection
from tests.kernel.saying import say
from tests.run.house import PATIENCE, environment, until
from tests.run.witness import Witnessed, witness_everything

from pindos.kernel.models import Delivery, Event
from pindos.kernel.verifying import verify

KILLS = 50
AHEAD = 150  # deliveries that wait at least, so that a worker dies at work and not at rest


class Nursery:
    def __init__(self, home, *commands, **told):
        more = {"NAME_OF_DATABASE": str(connection.settings_dict["NAME"]), **told}
        self._commands = commands or ("work",) * 3
        if connection.vendor != "sqlite":
            more["DATABASE_URL"] = os.environ["DATABASE_URL"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.run.nursery", *self._commands],
            env=environment(home, **more),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.alive, self.born = set(), 0
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for number in map(int, self._process.stdout):
            if number > 0:
                self.alive.add(number)
                self.born += 1
            else:
                self.alive.discard(-number)

    def kill_one(self):
        victim = random.choice(until(lambda: list(self.alive), "a worker"))
        self.alive.discard(victim)
        os.kill(victim, signal.SIGKILL)

    def __enter__(self):
        until(lambda: len(self.alive) == len(self._commands), "all to be born")
        return self

    def __exit__(self, *error):
        self._process.stdin.close()
        self._process.wait(PATIENCE)


def undone():
    return Delivery.objects.exclude(state="done").count()


def effects():
    return Event.objects.filter(name=Witnessed.event_name())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_after_fifty_kills_each_delivery_has_taken_effect_once(tmp_path):
    witness_everything()
    said = 0
    with Nursery(tmp_path) as nursery:
        for _ in range(KILLS):
            if undone() < AHEAD:
                say(*range(said, said + AHEAD))
                said += AHEAD
            before = effects().count()
            until(lambda before=before: effects().count() > before, "some work")
            time.sleep(random.uniform(0, 0.1))
            nursery.kill_one()
        until(lambda: nursery.born == 3 + KILLS, "the last to be replaced")
        until(lambda: not undone(), "the rest to be done")
        until(lambda: not Event.objects.filter(seq=None).exists(), "all to be sealed")
    assert Counter(event.payload["thing_id"] for event in effects()) == Counter(range(said))
    assert Delivery.objects.filter(attempts__gt=1).count() >= KILLS / 10, "too few died at work"
    sealed = list(Event.objects.order_by("seq").values_list("seq", flat=True))
    assert sealed == list(range(1, len(sealed) + 1))
    assert verify().is_whole

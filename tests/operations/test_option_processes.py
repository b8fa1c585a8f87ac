"""Another process sees a change within seconds, without a restart."""

import subprocess
import sys
import time

import pytest
from django.db import connection
from tests.run.house import PATIENCE

from pindos.kernel.access import HOUSE
from pindos.kernel.options import FRESH
from pindos.operations.commands import set_options

KEY = "servicedesk.days_until_closed"
WATCHER = f"""
import os, sys, time
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "pindos.config.settings"
from pindos.config import settings
settings.DATABASES["default"].update(NAME=sys.argv[1])
django.setup()
from pindos.kernel.options import option_called
option = option_called("{KEY}")
print(option.now(), flush=True)
began = before = asked = time.monotonic()  # of all processes here the same clock
while option.now() == 7 and asked < began + {PATIENCE}:
    before, asked = asked, time.monotonic()
    time.sleep(0.05)
print(before, option.now(), flush=True)
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_that_runs_already_follows_a_change_within_seconds():
    name = str(connection.settings_dict["NAME"])
    watcher = subprocess.Popen(
        [sys.executable, "-c", WATCHER, name], stdout=subprocess.PIPE, text=True
    )
    assert watcher.stdout.readline() == "7\n"
    set_options(viewer=HOUSE, values={KEY: 21})
    changed = time.monotonic()
    asked_in_vain, value = watcher.stdout.readline().split()
    assert value == "21" and float(asked_in_vain) < changed + FRESH
    assert watcher.wait(PATIENCE) == 0

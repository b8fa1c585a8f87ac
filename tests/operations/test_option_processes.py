"""Another process sees a change within seconds, without a restart."""

import subprocess
import sys
import time

import pytest
from django.db import connection

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
until = time.monotonic() + 20
while option.now() == 7 and time.monotonic() < until:
    time.sleep(0.05)
print(option.now(), flush=True)
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_that_runs_already_follows_a_change_within_seconds():
    name = str(connection.settings_dict["NAME"])
    watcher = subprocess.Popen(
        [sys.executable, "-c", WATCHER, name], stdout=subprocess.PIPE, text=True
    )
    assert watcher.stdout.readline() == "7\n"
    set_options(viewer=HOUSE, values={KEY: 21})
    began = time.monotonic()
    assert watcher.stdout.readline() == "21\n"
    assert time.monotonic() - began < FRESH + 2
    assert watcher.wait(10) == 0

"""What belongs to one request is kept by its thread."""

import os

from tests.run.house import said_alone

ASKED = """
import os, threading
os.environ["DJANGO_SETTINGS_MODULE"] = "pindos.config.settings"
import django
django.setup()
from django.db import connections
from django.utils import translation
from pindos.config.threads import keep_by_thread
keep_by_thread()
kept = connections['default']
keep_by_thread()
translation.activate("en")
mine, found = connections["default"], []
def ask():
    found.append((translation.get_language(), connections["default"] is mine))
thread = threading.Thread(target=ask)
thread.start(); thread.join()
print(translation.get_language(), connections["default"] is mine is kept, *found[0])
"""


def test_each_thread_has_its_own_language_and_connection(tmp_path):
    said = said_alone(ASKED, {**os.environ, "PINDOS_HOME": str(tmp_path)})
    assert said.split() == ["en", "True", "el", "False"]

"""A database that an older version has filled comes to this one whole, or nothing is changed.

From what each version has left behind (``recording``), packed here because a clone may have no
tags and an old program will not run for ever.
"""

import fcntl
import json
import re
import sqlite3
import subprocess
import tarfile
from contextlib import closing
from hashlib import file_digest

import pytest
from django.db import connection
from tests.run.house import empty_database, house, run
from tests.run.recording import DUMP, FACTS, RELEASED, ROOT
from tests.run.test_backup import OPEN
from tests.run.warm import script

pytestmark = pytest.mark.slow
OLDEST = "before-0.1.0"  # the first that looked before it upgraded, without squashed migrations
RECORDS = sorted(path.name.removesuffix(".tar.xz") for path in RELEASED.glob("*.tar.xz"))
# What people have entered; of other tables a version may bring rows of its own, such as categories
PEOPLES = ("organisation_person", "servicedesk_ticket", "records_entry", "identity_account")
COUNT = """
import django; django.setup()
import json, sys
from django.apps import apps
rows = {m._meta.db_table: m.objects.count() for m in apps.get_models()}
print(json.dumps({table: rows.get(table) for table in json.loads(sys.argv[1])}))
"""


def python(home, *words, **more):
    answer = script(home, *words, **more)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


# Debian 12's own Python, 3.11.2, has no filters yet
SAFELY = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}


@pytest.fixture
def left_by(tmp_path):
    """Unpacks what a version has left: the home, what to tell of its database, its facts."""
    with empty_database() as database:

        def unpack(name):
            with tarfile.open(RELEASED / f"{name}.tar.xz") as packed:
                packed.extractall(tmp_path, **SAFELY)
            home = tmp_path / connection.vendor
            if database:
                asked = ["psql", "-q", "-o", "/dev/null", "-v", "ON_ERROR_STOP=1"]
                where = ["-d", database["DATABASE_URL"], "-f", home / DUMP]
                subprocess.run([*asked, *where], check=True)
            told = {**database, "SECRET_KEY": ""}  # its own counts, and not the tests'
            return home, told, json.loads((home / FACTS).read_text())

        yield unpack


def test_each_version_that_was_published_has_left_something_to_upgrade_from():
    command = ["git", "-c", "safe.directory=*", "tag", "--list", "v*"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    missing = set(said.stdout.split()) - set(RECORDS)
    assert OLDEST in RECORDS and not missing, f"python -m tests.run.recording NAME NAME: {missing}"


def test_a_filled_home_of_the_oldest_state_is_brought_up_as_it_is_started(left_by):
    home, told, facts = left_by(OLDEST)
    with (home / "up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = run(home, "prepare", **told)
    assert answer.returncode == 1 and "stop it first" in answer.stderr
    assert not (home / "before-upgrade").exists(), "beside a running one nothing is changed"
    with house(home, **told) as here:
        said = here.ready().said()
        assert here.stop() == 0
    is_told_how_long(said)
    if connection.vendor == "postgresql":
        assert "No backup is set up, so none was made" in said
    else:
        is_kept_as_it_was(home)
    has_all(home, told, facts)


@pytest.mark.parametrize("name", [name for name in RECORDS if name != OLDEST])
def test_what_each_version_has_left_is_brought_up(name, left_by):
    home, told, facts = left_by(name)
    answer = run(home, "prepare", **told)
    assert answer.returncode == 0, answer.stderr
    if "Upgrading" in answer.stdout:
        is_told_how_long(answer.stdout)
    has_all(home, told, facts)


def is_told_how_long(said):
    assert re.search(r"Upgrading to \S+: \d+ migrations", said), said
    assert re.search(r"Upgraded in [\d.]+ s", said), said
    assert re.search(r"nobody was answered for \d+ s: the last sign of life was", said), said


def is_kept_as_it_was(home):
    (copy,) = (home / "before-upgrade").glob("*.sqlite3")
    assert copy.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(copy)) as kept:
        names = {row[0] for row in kept.execute("SELECT name FROM sqlite_master")}
        assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert "organisation_unit" in names and "automation_rule" not in names


def has_all(home, told, facts):
    """The rows, the trail, the files and what was sealed; and nothing is left to be upgraded."""
    again = run(home, "prepare", **told)
    assert again.returncode == 0 and "Upgrad" not in again.stdout, again.stderr
    rows = json.loads(python(home, "-c", COUNT, json.dumps(list(facts["rows"])), **told))
    assert {table: rows[table] for table in PEOPLES} == {
        table: facts["rows"][table] for table in PEOPLES
    }
    fewer = [table for table, count in facts["rows"].items() if (rows[table] or 0) < count]
    assert not fewer and rows["servicedesk_ticket"] == 2
    assert python(home, "-c", OPEN, facts["sealed"], **told) == "το μυστικό"
    assert "ακέραιη" in run(home, "audit", "verify", **told).stdout
    files = [path for path in (home / "files").rglob("*") if len(path.name) == 64]
    for path in files:
        with path.open("rb") as file:
            assert file_digest(file, "sha256").hexdigest() == path.name
    assert len(files) == rows["records_blob"] == 3

"""A database that an older version has filled comes to this one whole, or nothing is changed.

From a named older state of the migrations, and from each tag v* of the repository by its own code.
"""

import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from tests.run.house import empty_database, environment, house, run
from tests.run.warm import script

pytestmark = pytest.mark.slow
once = pytest.mark.skipif(connection.vendor != "sqlite", reason="the same on both databases")
ROOT = Path(__file__).parents[2]

# The state in which the data of people was last changed before the signs of life came.
OLDER = {"kernel": "0003_drafts", "operations": "0003_retention"}
BACK = """
import django; django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
executor.loader.replace_migrations = False  # by the files that it was made with
executor.loader.build_graph()
executor.migrate(list({older!r}.items()))
for app, name in executor.loader.replacements:
    executor.recorder.record_unapplied(app, name)
"""
COUNT = """
import django; django.setup()
from django.apps import apps
print({m._meta.db_table: m.objects.count() for m in apps.get_models()
       if m._meta.app_label in ("organisation", "servicedesk", "identity")})
"""


def python(home, code, **more):
    answer = script(home, "-c", code, **more)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@pytest.fixture
def older(request, tmp_path):
    """A filled home as the named state left it, and what to tell about its database."""
    home = tmp_path / "home"
    with empty_database() as database:
        if database:
            assert run(home, "prepare", **database).returncode == 0
        else:
            shutil.copytree(request.getfixturevalue("prepared"), home)
        counted = python(home, COUNT, **database)
        python(home, BACK.format(older=OLDER), **database)
        yield home, database, counted


def test_a_filled_database_of_an_older_state_is_brought_up_with_all_its_rows(older):
    home, database, counted = older
    with house(home, **database) as here:
        here.ready()
        assert here.said(r"Upgrading to \S+: \d+ migrations")
        assert here.said(r"Upgraded in [\d.]+ s")
        if database:
            assert here.said("No backup is set up, so none was made")
        assert here.stop() == 0
    assert python(home, COUNT, **database) == counted
    again = run(home, "prepare", **database)
    assert again.returncode == 0 and "Upgrad" not in again.stdout


@once
def test_the_database_as_it_was_is_kept_beside_and_can_be_put_back(older):
    home, _, _ = older
    assert run(home, "prepare").returncode == 0
    (copy,) = (home / "before-upgrade").glob("*.sqlite3")
    assert copy.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(copy)) as kept:
        names = {row[0] for row in kept.execute("SELECT name FROM sqlite_master")}
        assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert "organisation_unit" in names and "kernel_heartbeat" not in names


@once
def test_beside_a_running_instance_nothing_is_changed(older):
    home, _, _ = older
    holding = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX);"
    other = subprocess.Popen(
        [sys.executable, "-c", f"{holding} print(flush=True); input()", home / "up.lock"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        other.stdout.readline()
        answer = run(home, "prepare")
    finally:
        other.kill()
        other.wait()
    assert answer.returncode == 1 and "stop it first" in answer.stderr
    assert not (home / "before-upgrade").exists()


TAGS = subprocess.run(
    ["git", "-c", "safe.directory=*", "tag", "--list", "v*"],
    cwd=ROOT,
    capture_output=True,
    text=True,
    check=False,
).stdout.split()


@once
@pytest.mark.parametrize("tag", TAGS)
def test_a_home_of_each_version_that_was_published_is_brought_up(tag, tmp_path):
    archive = tmp_path / "old.tar"
    git = ["git", "-c", "safe.directory=*", "archive", "-o", archive, tag, "src"]
    subprocess.run(git, cwd=ROOT, check=True)
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "old", filter="data")
    home, old = tmp_path / "home", tmp_path / "old" / "src"
    told = environment(home, PYTHONPATH=str(old))
    command = [sys.executable, "-m", "pindos", "prepare"]
    made = subprocess.run(command, env=told, cwd=old, capture_output=True, text=True, timeout=240)
    assert made.returncode == 0, made.stderr
    answer = run(home, "prepare")
    assert answer.returncode == 0, answer.stderr
    assert (home / "pindos.sqlite3").stat().st_size

"""Keeps what a version leaves behind: homes that it filled, packed, to be upgraded ever after.

python -m tests.run.recording NAME [COMMIT] — by the commit's own code (HEAD unless named), on
SQLite and on PostgreSQL; written to tests/run/released/NAME.tar.xz. One for each version, made
right before its tag: ``test_upgrading`` asks for it.
"""

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests import postgres
from tests.run.house import environment

ROOT = Path(__file__).parents[2]
RELEASED = Path(__file__).parent / "released"
DUMP, FACTS = "database.sql", "facts.json"
KEPT = {"pindos.sqlite3", "keys", "files", "checkpoints", DUMP, FACTS}
# A web server was seen, so that whoever upgrades can say since when nobody was answered; what each
# table of people's data holds is counted
ENDING = """
import django; django.setup()
import json
from django.apps import apps
from django.db import connection
from pindos.kernel.pulse import Pulse
Pulse("web").beat()
rows = {m._meta.db_table: m.objects.count() for m in apps.get_models()
        if m._meta.app_label in ("organisation", "servicedesk", "identity", "records")}
if connection.vendor == "sqlite":
    connection.cursor().execute("PRAGMA journal_mode=DELETE")
    connection.cursor().execute("VACUUM")
print(json.dumps(rows))
"""


def record(name, commit):
    """Fill a home on each database by the commit's code, and pack both."""
    with tempfile.TemporaryDirectory(prefix="pindos-record-") as folder:
        old, homes = Path(folder) / "old", Path(folder) / "homes"
        _unpack(commit, old)
        _fill(old, homes / "sqlite")
        with postgres.server() as address:
            _fill(old, homes / "postgresql", DATABASE_URL=address)
            dumping = ["pg_dump", "--no-owner", "--no-privileges", "--dbname", address]
            with (homes / "postgresql" / DUMP).open("w") as out:
                subprocess.run(dumping, check=True, stdout=out)
        RELEASED.mkdir(exist_ok=True)
        with tarfile.open(RELEASED / f"{name}.tar.xz", "w:xz", preset=9) as packed:
            packed.add(homes, arcname=".", filter=_kept)


def _unpack(commit, folder):
    archive = ["git", "archive", commit, "src", "tests"]
    packed = subprocess.run(archive, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    folder.mkdir()
    subprocess.run(["tar", "-x", "-C", folder], input=packed, check=True)


def _fill(old, home, **more):
    told = environment(home, **more, PYTHONPATH=f"{old / 'src'}{os.pathsep}{old}")
    told["DJANGO_SETTINGS_MODULE"] = "pindos.config.settings"

    def said(*words):
        command = [sys.executable, *words]
        done = subprocess.run(command, env=told, cwd=old, check=True, stdout=subprocess.PIPE)
        return done.stdout.decode()

    said("-m", "pindos", "prepare")
    sealed = said("-m", "tests.run.filling")
    facts = {"sealed": sealed, "rows": json.loads(said("-c", ENDING))}
    (home / FACTS).write_text(json.dumps(facts))


def _kept(entry):
    """Of a home what an upgrade goes by; nobody's name stands beside it."""
    parts = Path(entry.name).parts[1:]
    if parts and parts[0] not in KEPT:
        return None
    entry.uname = entry.gname = ""
    entry.uid = entry.gid = 0
    return entry


if __name__ == "__main__":
    record(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "HEAD")

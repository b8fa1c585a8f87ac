"""PostgreSQL's own programs: pg_dump and pg_restore, of a version that fits the server."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused

DEBIAN = Path("/usr/lib/postgresql")
FORMAT = ("--format=custom", "--compress=0", "--no-owner", "--no-privileges")


def program(name: str, server: int) -> str:
    """pg_dump or pg_restore of the server's version, else of a newer one; refused otherwise.

    ``server`` is the version as the server gives it, such as 150004.
    """
    found = {version: path for path in _all(name) if (version := _version(path))}
    fitting = sorted(version for version in found if version >= server // 10000)
    if not fitting:
        raise Refused(
            _(
                "%(name)s of version %(version)s or newer is needed: apt-get install "
                "postgresql-client-%(version)s"
            )
            % {"name": name, "version": server // 10000}
        )
    return found[fitting[0]]


def dump(server: int, database: Mapping[str, Any], snapshot: str, to: Path) -> None:
    """Write the database as it stood in a snapshot that another connection holds open."""
    words = [program("pg_dump", server), *FORMAT, f"--snapshot={snapshot}", f"--file={to}"]
    _run(words, database)


def restore(server: int, database: Mapping[str, Any], path: Path) -> None:
    """Fill an empty database, wholly or not at all."""
    words = [program("pg_restore", server), "--no-owner", "--no-privileges", "--exit-on-error"]
    _run([*words, "--single-transaction", f"--dbname={database['NAME']}", str(path)], database)


def _run(words: Sequence[str], database: Mapping[str, Any]) -> None:
    named = {
        "PGHOST": database["HOST"],
        "PGPORT": str(database["PORT"] or ""),
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGDATABASE": database["NAME"],
    }
    given = {name: value for name, value in named.items() if value}
    done = subprocess.run(
        ["setpriv", "--pdeathsig", "KILL", *words],
        env={**os.environ, **given},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        name = Path(words[0]).name
        said = " ".join(done.stderr.split())[-300:]
        raise Refused(_("%(name)s failed: %(said)s") % {"name": name, "said": said})


def _all(name: str) -> list[str]:
    beside = [str(path) for path in DEBIAN.glob(f"*/bin/{name}")]
    usual = shutil.which(name)
    return [*([usual] if usual else []), *beside]


def _version(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)(?:\.\d+)*", said)
    return int(found[1]) if found else 0

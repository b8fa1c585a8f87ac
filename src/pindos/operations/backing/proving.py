"""Whether an instance that was brought back is the one that was backed up: all of it, counted.

It runs in a process of its own, on the home that was brought back, with the key that came with it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.errors import Refused
from pindos.kernel.tables import gap
from pindos.kernel.verifying import Mark, verify
from pindos.operations.backing.dumping import Manifest, key_digest
from pindos.operations.backing.tally import differences, tally
from pindos.records.queries import stored_files

MOST = 20  # faults that are named
OWN = ("DATABASE_URL", "SECRET_KEY", "PINDOS_HOME")  # each also with _FILE behind it


@dataclass
class Proof:
    """What was counted, and what was not as it should be."""

    rows: int = 0
    tickets: int = 0
    events: int = 0
    files: int = 0
    size: int = 0  # bytes of the files
    faults: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Nothing was wrong, and there was something to be wrong."""
        return not self.faults and bool(self.rows and self.events)


def prove(manifest: Manifest) -> Proof:
    """Look at this process's own instance: figures, key, audit chain, every attached file."""
    proof = Proof(rows=manifest.rows, tickets=manifest.tickets)
    _figures(manifest, proof)
    if key_digest(settings.SECRET_KEY) != manifest.key:
        proof.faults.append(_("SECRET_KEY is not the one that values were sealed with."))
    if proof.faults:
        return proof
    if gap().missing:  # a backup of an older version: whoever starts it would do the same
        call_command("migrate", verbosity=0, interactive=False)
    _chain(manifest, proof)
    _files(manifest, proof)
    if not proof.events:
        proof.faults.append(_("The audit chain holds no event: nothing was proved."))
    return proof


def prove_at(
    home: Path, manifest: Path, database: str, *settle: str, has_own_key: bool = True
) -> Proof:
    """The same for an instance in another home: a process of its own looks at it.

    ``has_own_key``: the key in that home counts, and not the one of this environment.
    """
    words = ["instance", "prove", str(manifest), *settle]
    named = {"PINDOS_HOME": str(home), "DATABASE_URL": database}
    done = subprocess.run(
        ["setpriv", "--pdeathsig", "KILL", sys.executable, "-m", "pindos", *words],
        env={**_others(os.environ, has_own_key), **named},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        return Proof(**json.loads(done.stdout.strip().splitlines()[-1]))
    except (ValueError, IndexError, TypeError):
        said = " ".join(done.stderr.split())[-500:]
        raise Refused(
            _("What was brought back could not be looked at: %(said)s") % {"said": said}
        ) from None


def as_text(proof: Proof) -> str:
    """The proof as one line for the process that asked for it."""
    return json.dumps(asdict(proof))


def in_words(proof: Proof) -> str:
    """What was wrong, in one line."""
    more = len(proof.faults) - MOST
    rest = ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more} if more > 0 else ""
    return "; ".join([*proof.faults[:MOST], *([rest] if rest else [])])


def _others(given: Mapping[str, str], has_own_key: bool) -> dict[str, str]:
    """The environment without what makes an instance itself."""
    own = [name for name in OWN if has_own_key or name != "SECRET_KEY"]
    left_out = {*own, *(f"{name}_FILE" for name in own), "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in given.items() if name not in left_out}


def _figures(manifest: Manifest, proof: Proof) -> None:
    if connection.vendor == "sqlite":
        [[said]] = _ask("PRAGMA quick_check(1)")
        if said != "ok":
            proof.faults.append(f"SQLite: {said}")
            return
    found = tally(_ask, manifest.columns, connection.vendor)
    proof.faults += [
        _("%(what)s is not as it was") % {"what": each}
        for each in differences(manifest.tally, found)
    ]


def _chain(manifest: Manifest, proof: Proof) -> None:
    seq, head = manifest.head
    verdict = verify(Mark(seq, head) if seq else None)
    proof.events = verdict.checked
    if verdict.finding:
        place = {"seq": verdict.finding.seq, "kind": verdict.finding.kind.label}
        proof.faults.append(_("The audit chain is broken at event %(seq)s: %(kind)s") % place)


def _files(manifest: Manifest, proof: Proof) -> None:
    for sha256, path in stored_files():
        if _is_whole(path, sha256):
            proof.files += 1
            proof.size += path.stat().st_size
        else:
            proof.faults.append(_("The file %(name)s is missing or damaged") % {"name": sha256})
    if not proof.faults and proof.files != manifest.files:
        proof.faults.append(f"{proof.files} / {manifest.files}")


def _is_whole(path: Path, sha256: str) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == sha256


def _ask(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())

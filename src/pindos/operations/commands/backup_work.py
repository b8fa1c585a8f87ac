"""The work itself: one backup into the repository, one drill out of it."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.errors import Refused
from pindos.operations.backing.dumping import Manifest, dump_to
from pindos.operations.backing.places import (
    environment,
    files_below,
    fresh,
    make_password,
    password_file,
    scratch,
    staging,
)
from pindos.operations.backing.proving import Proof, in_words, prove_at
from pindos.operations.backing.restic import Made, Restic, ResticFailed
from pindos.operations.backing.restoring import bring_back, manifest_of
from pindos.operations.backing.servers import scratch_database
from pindos.operations.models import Backup
from pindos.operations.options import BACKUP_LINE, KEEP_DAILY, KEEP_MONTHLY, KEEP_WEEKLY
from pindos.operations.queries.backups import last_good
from pindos.operations.repository import filled
from pindos.operations.terms import BackupKind
from pindos.records.queries import stored_files
from pindos.records.storage import held_still

Say = Callable[[str], object]
ALSO = ("files", "checkpoints", "keys")  # of the home, beside what is staged


class Outcome(NamedTuple):
    """What a backup or a drill came to, as its row keeps it."""

    snapshot: str
    size: int
    added: int
    rows: int
    tickets: int
    events: int
    files: int
    removed: int = 0
    error: str = ""


def repository_at(address: str, password: Path | None = None, *, line: int = 0) -> Restic:
    """The repository at an address as it is typed; ``line`` is KiB a second, 0 for no limit."""
    where = filled(address, environment())
    return Restic(where, password or password_file(), line=line)


def backed_up(row: Backup, say: Say) -> Outcome:
    """Back the instance up; refuses in words that say what to do. What is kept too long goes."""
    restic = repository_at(row.repository, line=BACKUP_LINE.now())
    _open(restic, row.repository, say)
    folder = fresh(staging())
    try:
        with held_still():
            say(_("Copying the database …"))
            manifest = dump_to(folder, row=row.pk or 0, at=datetime.now(UTC))
            say(_("Sending to the repository …"))
            made = _sent(restic, manifest, folder)
            missing = _missing()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    removed, trouble = _forget(restic, manifest.instance, say)
    return Outcome(
        snapshot=made.snapshot,
        size=made.size,
        added=made.added,
        rows=manifest.rows,
        tickets=manifest.tickets,
        events=manifest.head[0],
        files=manifest.files,
        removed=removed,
        error=" ".join(filter(None, [missing, trouble])),
    )


def drilled(row: Backup, say: Say) -> Outcome:
    """Bring the newest backup back to a scratch folder; refused when it is not whole."""
    last = last_good(BackupKind.BACKUP, row.repository)
    if last is None:
        raise Refused(_("There is no backup in this repository yet. Make one first."))
    restic = repository_at(row.repository)
    restic.unlock()
    manifest = manifest_of(restic, last.snapshot)
    home = fresh(scratch())
    try:
        say(_("Bringing the newest backup back to a scratch folder …"))
        proof = _proved(restic, last.snapshot, home, manifest, say)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    if not proof.is_whole:
        raise Refused(_("The backup is not whole: %(faults)s") % {"faults": in_words(proof)})
    return Outcome(
        snapshot=last.snapshot,
        size=last.size,
        added=0,
        rows=proof.rows,
        tickets=proof.tickets,
        events=proof.events,
        files=proof.files,
    )


def _proved(restic: Restic, snapshot: str, home: Path, manifest: Manifest, say: Say) -> Proof:
    def proof(database: str) -> Proof:
        restored = bring_back(restic, snapshot, home, database)
        say(_("Counting, checking the audit chain and every file …"))
        return prove_at(home, restored.path, database)

    if manifest.vendor != "postgresql":
        return proof("")
    with scratch_database() as address:
        return proof(address)


def _open(restic: Restic, address: str, say: Say) -> None:
    """See to it that the repository is there, and made when it never was."""
    if restic.exists():
        if not restic.password.exists():
            raise Refused(
                _("The repository is there, and its password is not: put it into %(path)s.")
                % {"path": restic.password}
            )
        restic.unlock()
        return
    if last_good(BackupKind.BACKUP, address) is not None:
        raise Refused(
            _("The repository that held the backups is gone from its place. Is its disk mounted?")
        )
    if not restic.password.exists():
        make_password()
        say(_("The password of the backups is in %(path)s.") % {"path": restic.password})
        say(_("Keep it elsewhere too: without it nobody can open a backup."))
    restic.init()


def _sent(restic: Restic, manifest: Manifest, folder: Path) -> Made:
    """Send it; refuse when fewer files arrived than lay there before."""
    home = Path(settings.HOME)
    there = [folder, *(home / name for name in ALSO if (home / name).exists())]
    wanted = sum(files_below(path) for path in there)
    tags = [f"version={manifest.version}", f"database={manifest.vendor}"]
    paths = [str(path.relative_to(home)) for path in there]
    made = restic.backup(home, paths, host=manifest.instance, tags=tags)
    if made.files < wanted:
        raise Refused(
            _("Only %(found)s of %(wanted)s files got into the backup.")
            % {"found": made.files, "wanted": wanted}
        )
    return made


def _missing() -> str:
    """That attached files are not there: a backup cannot help any more, and must be told."""
    found = [sha256 for sha256, path in stored_files() if not path.is_file()]
    if not found:
        return ""
    words = ngettext(
        "%(n)d attached file is missing from the instance itself: %(names)s",
        "%(n)d attached files are missing from the instance itself: %(names)s",
        len(found),
    )
    return words % {"n": len(found), "names": ", ".join(found[:5])}


def _forget(restic: Restic, instance: str, say: Say) -> tuple[int, str]:
    """Remove what is kept too long. That this fails makes no backup worse, so it is only noted."""
    keep = {
        "daily": KEEP_DAILY.now(),
        "weekly": KEEP_WEEKLY.now(),
        "monthly": KEEP_MONTHLY.now(),
    }
    try:
        return restic.forget(instance, keep), ""
    except ResticFailed as failed:
        words = _("The backup is made; old ones could not be removed: %(why)s")
        say(words % {"why": failed})
        return 0, words % {"why": failed}

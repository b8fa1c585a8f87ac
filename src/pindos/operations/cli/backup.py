"""Backing the whole instance up, and bringing it back, on the command line."""

import os
from pathlib import Path

import click
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.operations.backing.dumping import key_digest, read_manifest
from pindos.operations.backing.proving import as_text, in_words, prove, prove_at
from pindos.operations.backing.restoring import bring_back, note_proved
from pindos.operations.cli.acting import acting, viewer_called
from pindos.operations.cli.instance import instance
from pindos.operations.commands import make_backup, note_restored, repository_at
from pindos.operations.models import Backup
from pindos.operations.options import REPOSITORY
from pindos.operations.terms import BackupKind, BackupState
from pindos.operations.wording_of_backups import length_words
from pindos.shell.moments import number_of, size_of

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
PLACES = (
    click.option("--from", "address", default="", help="The repository; else the one set."),
    click.option("--password-file", type=FILE, help="Else keys/backup-password of the home."),
)


@instance.command("backup")
@acting
def backup(username: str | None) -> None:
    """Back up database, files and keys now, while it runs."""
    _report(make_backup(viewer=viewer_called(username), say=_tell))


@instance.command("drill")
@acting
def drill(username: str | None) -> None:
    """Bring the newest backup back to a scratch folder, and count and check all of it."""
    _report(make_backup(viewer=viewer_called(username), kind=BackupKind.DRILL, say=_tell))


@instance.command("backups")
@PLACES[0]
@PLACES[1]
def backups(address: str, password_file: Path | None) -> None:
    """Print the backups that the repository holds, the newest first."""
    found = repository_at(_address(address), password_file).snapshots()
    for each in found:
        tags = " ".join(tag for tag in each.tags if "=" in tag)
        at = f"{timezone.localtime(each.at):%Y-%m-%d %H:%M}"
        click.echo(f"{each.id[:12]}  {at}  {each.host}  {tags}")
    if not found:
        raise Refused(_("The repository holds no backup."))


@instance.command("restore")
@PLACES[0]
@PLACES[1]
@click.option("--at", "snapshot", default="", help="Which backup; else the newest.")
@click.option("--to", "home", type=FOLDER, required=True, help="The home; it must be empty.")
@click.option("--database", default="", help="An empty PostgreSQL database, as a URL.")
def restore(
    address: str, password_file: Path | None, snapshot: str, home: Path, database: str
) -> None:
    """Bring a backup back to a home on this machine, and prove that all of it is there."""
    restic = repository_at(_address(address), password_file)
    if not restic.password.exists():
        raise Refused(_("Name the file with the password: --password-file FILE."))
    chosen = snapshot or _newest(restic.snapshots())
    connection.close()  # the home may be our own: nothing may hold its database open
    _tell(_("Bringing backup %(id)s back …") % {"id": chosen[:12]})
    restored = bring_back(restic, chosen, home.absolute(), database)
    _tell(_("Counting, checking the audit chain and every file …"))
    settle = ("--settle", chosen)
    proof = prove_at(home.absolute(), restored.path, database, *settle)
    if not proof.is_whole:
        raise Refused(
            _("What was brought back is not whole: %(faults)s") % {"faults": in_words(proof)}
        )
    _tell(
        _(
            "All is there. Tickets: %(tickets)s, events: %(events)s, files: %(files)s, "
            "rows: %(rows)s."
        )
        % {
            name: number_of(getattr(proof, name))
            for name in ("tickets", "events", "files", "rows")
        }
    )
    _say_next(home.absolute(), database, restored.manifest.key)


@instance.command("prove", hidden=True)
@click.argument("manifest", type=FILE)
@click.option("--settle", "snapshot", default="")
def prove_here(manifest: Path, snapshot: str) -> None:
    """Prove this home against a manifest; for the commands that bring one back."""
    words = read_manifest(manifest.read_text())
    proof = prove(words)
    if snapshot and proof.is_whole:
        note_restored(snapshot=snapshot, taken_at=words.at, row_id=words.row)
        note_proved(Path(settings.HOME))
    click.echo(as_text(proof))


def _newest(found: list) -> str:  # type: ignore[type-arg]
    if not found:
        raise Refused(_("The repository holds no backup."))
    if len({each.host for each in found}) > 1:
        raise Refused(
            _("The repository holds backups of several instances: choose one with --at.")
        )
    return str(found[0].id)


def _address(given: str) -> str:
    """The repository that was named, or the one that is set."""
    try:
        found = REPOSITORY.kind.parse(given) if given else REPOSITORY.now()
    except DatabaseError:
        found = ""  # a machine on which there is nothing yet
    if not found:
        raise Refused(_("Say where the backups are: --from REPOSITORY."))
    return found


def _say_next(home: Path, database: str, key: str) -> None:
    ours = os.environ.get("SECRET_KEY")
    if ours and key_digest(ours) != key:
        _tell(_("SECRET_KEY of this environment is not the one of the backup: take it away."))
    if home != Path(settings.HOME):
        _tell(_("Start it with PINDOS_HOME=%(home)s.") % {"home": home})
    if database:
        _tell(_("and with DATABASE_URL=%(url)s") % {"url": database})
    _tell(_("If the old machine still runs, stop it first: two would send the same mails."))


def _report(row: Backup) -> None:
    if row.state != BackupState.DONE:
        raise Refused(row.error)
    words = _(
        "%(snapshot)s: %(tickets)s tickets, %(events)s events, %(files)s files, %(size)s, "
        "new %(added)s, %(length)s."
    )
    _tell(
        words
        % {
            "snapshot": row.snapshot[:12],
            "tickets": number_of(row.tickets),
            "events": number_of(row.events),
            "files": number_of(row.files),
            "size": size_of(row.size),
            "added": size_of(row.added),
            "length": length_words(row),
        }
    )
    if row.error:
        click.echo(row.error, err=True)


def _tell(words: str) -> None:
    click.echo(words)

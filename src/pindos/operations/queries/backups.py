"""Backups and drills: their history, and how things stand with them."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.operations.backing.due import is_late
from pindos.operations.backing.places import password_file
from pindos.operations.models import Backup
from pindos.operations.options import BACKUP_LATE, DRILL_DAYS, PASSWORD_KEPT, REPOSITORY
from pindos.operations.queries.health import house_unit_of
from pindos.operations.terms import BackupKind, BackupState


class Backups(NamedTuple):
    """How backups stand: the last good ones, what waits or runs, what is late.

    ``failing`` are the last tries, of each kind, that failed.
    """

    repository: str
    last: Backup | None
    drill: Backup | None
    open: Backup | None
    failing: list[Backup]
    is_late: bool
    is_drill_late: bool
    password: Path
    is_password_kept: bool


def backups_for(viewer: Viewer) -> QuerySet[Backup]:
    """Every backup and drill, the newest first; for administrators of a whole administration."""
    house_unit_of(viewer)
    return Backup.objects.select_related("asked_by").order_by("-pk")


def last_good(kind: str, repository: str = "") -> Backup | None:
    """The last one that succeeded, in one repository or in any."""
    done = Backup.objects.filter(kind=kind, state=BackupState.DONE)
    done = done.filter(repository=repository) if repository else done
    return done.order_by("-started_at").first()


def is_keeping_backups() -> bool:
    """Whether an administrator has said where they are to lie."""
    return bool(REPOSITORY.now())


def newest_backup() -> datetime | None:
    """When the last good one began."""
    return _began(last_good(BackupKind.BACKUP))


def state_of_backups(now: datetime | None = None) -> Backups:
    """How backups stand; asked by pages, the API, and whoever looks after health."""
    now = now or timezone.now()
    last, drill = last_good(BackupKind.BACKUP), last_good(BackupKind.DRILL)
    repository, days = REPOSITORY.now(), DRILL_DAYS.now()
    rows = Backup.objects.order_by("pk")
    running = rows.filter(state__in=[BackupState.RUNNING, BackupState.ASKED])
    first = rows.first()
    since = first.asked_at if first else None
    return Backups(
        repository=repository,
        last=last,
        drill=drill,
        open=running.first(),
        failing=_failing(),
        is_late=bool(repository) and is_late(now, BACKUP_LATE.now(), _began(last), since),
        is_drill_late=bool(repository and days)
        and is_late(now, days * 24 + BACKUP_LATE.now(), _began(drill), since),
        password=password_file(),
        is_password_kept=PASSWORD_KEPT.now(),
    )


def _began(row: Backup | None) -> datetime | None:
    return row.started_at if row else None


def _failing() -> list[Backup]:
    """The last try of each kind, where it failed."""
    over = Backup.objects.filter(state__in=[BackupState.DONE, BackupState.FAILED]).order_by("-pk")
    newest = (over.filter(kind=kind).first() for kind in BackupKind.values)
    return [row for row in newest if row is not None and row.state == BackupState.FAILED]

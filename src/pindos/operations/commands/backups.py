"""Asking for backups and drills, and making them: by the clock, or at once on the command line."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Refused
from pindos.kernel.events import emit
from pindos.kernel.jobs import bring_forward
from pindos.kernel.tables import gap
from pindos.operations.backing.due import is_backup_due, is_drill_due
from pindos.operations.backing.places import Busy, alone
from pindos.operations.commands.backup_work import Outcome, Say, backed_up, drilled
from pindos.operations.events import BackupAsked, BackupEvent, BackupFailed, BackupMade
from pindos.operations.models import Backup
from pindos.operations.options import BACKUP_HOUR, DRILL_DAYS, REPOSITORY
from pindos.operations.queries.backups import last_good
from pindos.operations.queries.health import house_unit_of
from pindos.operations.terms import BackupKind, BackupState
from pindos.organisation.terms import Role

ATHENS = ZoneInfo("Europe/Athens")
WORK: dict[str, Callable[[Backup, Say], Outcome]] = {
    BackupKind.BACKUP: backed_up,
    BackupKind.DRILL: drilled,
}


@transaction.atomic
def ask_backup(*, viewer: Viewer, kind: str = BackupKind.BACKUP) -> Backup:
    """Have a backup made, or a drill; the timetable does it within a minute.

    One that waits already is given back. For administrators of a whole administration. Refused
    when no repository is set, and a drill when there is no backup yet.
    """
    house_unit_of(viewer)
    repository = REPOSITORY.now()
    if not repository:
        raise Refused(_("No repository is set. Say in the settings where backups are to lie."))
    if kind == BackupKind.DRILL and last_good(BackupKind.BACKUP, repository) is None:
        raise Refused(_("There is no backup in this repository yet. Make one first."))
    waiting = Backup.objects.filter(kind=kind, state=BackupState.ASKED).first()
    if waiting is None:
        bring_forward("back-up")
    return waiting or _ask(kind, repository, viewer)


def make_backup(
    *, viewer: Viewer, kind: str = BackupKind.BACKUP, say: Say = lambda words: None
) -> Backup:
    """Make a backup or a drill at once and to its end; how it went stands in the row.

    Refused when one is running in this home.
    """
    with alone():
        _note_killed()
        return _make(ask_backup(viewer=viewer, kind=kind), say)


def make_due_backups(now: datetime | None = None) -> int:
    """Make what was asked for and what is due by the clock; return how many succeeded."""
    now = now or timezone.now()
    try:
        with alone():
            _note_killed()
            _ask_due(now)
            rows = list(Backup.objects.filter(state=BackupState.ASKED).order_by("pk"))
            made = [_make(row, lambda words: None) for row in rows]
    except Busy:
        return 0
    return sum(row.state == BackupState.DONE for row in made)


def back_up_at_once(say: Say) -> None:
    """Make one before something grave is done; refused when it does not succeed.

    While the tables are still those of an older version there is no row to write it down in: it
    is made all the same.
    """
    if gap().missing:
        with alone():
            backed_up(Backup(kind=BackupKind.BACKUP, repository=REPOSITORY.now()), say)
        return
    row = make_backup(viewer=HOUSE, say=say)
    if row.state != BackupState.DONE:
        raise Refused(row.error)


def _ask_due(now: datetime) -> None:
    repository = REPOSITORY.now()
    if not repository:
        return
    done, tried = _last(BackupKind.BACKUP, repository)
    if is_backup_due(now, BACKUP_HOUR.now(), done, tried, ATHENS):
        ask_backup(viewer=HOUSE)
    done_drill, tried_drill = _last(BackupKind.DRILL, repository)
    if done and is_drill_due(now, DRILL_DAYS.now(), done_drill, tried_drill):
        ask_backup(viewer=HOUSE, kind=BackupKind.DRILL)


def _last(kind: str, repository: str) -> tuple[datetime | None, datetime | None]:
    """When the last good one began, and when the last one was tried at all."""
    good = last_good(kind, repository)
    tried = Backup.objects.filter(kind=kind, repository=repository).order_by("-pk").first()
    return (good.started_at if good else None), (tried.asked_at if tried else None)


def _ask(kind: str, repository: str, viewer: Viewer) -> Backup:
    row = Backup.objects.create(
        kind=kind,
        state=BackupState.ASKED,
        asked_by_id=viewer.account_id,
        asked_at=timezone.now(),
        repository=repository,
    )
    _say(BackupAsked, row, viewer)
    return row


@transaction.atomic
def _note_killed() -> None:
    """What still says that it runs was killed: nobody but us may run one now."""
    for row in Backup.objects.filter(state=BackupState.RUNNING):
        row.state, row.ended_at = BackupState.FAILED, timezone.now()
        row.error = _("It was interrupted before its end.")
        row.save()
        _say(BackupFailed, row, HOUSE)


def _make(row: Backup, say: Say) -> Backup:
    with transaction.atomic():
        row.state, row.started_at = BackupState.RUNNING, timezone.now()
        row.save()
    try:
        outcome = WORK[row.kind](row, say)
    except Exception as error:  # noqa: BLE001  it is told and tried again, and stops no other
        words = str(error) if isinstance(error, Refused) else f"{type(error).__name__}: {error}"
        return _fail(row, words)
    return _done(row, outcome)


@transaction.atomic
def _fail(row: Backup, words: str) -> Backup:
    row.state, row.ended_at, row.error = BackupState.FAILED, timezone.now(), words[:1000]
    row.save()
    _say(BackupFailed, row, HOUSE)
    return row


@transaction.atomic
def _done(row: Backup, outcome: Outcome) -> Backup:
    for name, value in outcome._asdict().items():
        setattr(row, name, value)
    row.error = outcome.error[:1000]
    row.state, row.ended_at = BackupState.DONE, timezone.now()
    row.save()
    facts = {"snapshot": row.snapshot, "files": row.files, "events": row.events}
    _say(BackupMade, row, HOUSE, **facts)
    return row


def _say(event: type[BackupEvent], row: Backup, viewer: Viewer, **more: object) -> None:
    capacity = "" if viewer is HOUSE else str(Role.ADMINISTRATOR)
    said = event(backup_id=row.pk, kind=row.kind, **more)
    emit(said, about=row, unit_id=None, by=viewer, capacity=capacity)

"""Telling those who run the house that backups do not go as they should, once a day."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.notices.commands import tell
from pindos.operations.models import Backup
from pindos.operations.queries import state_of_backups
from pindos.operations.terms import BACKUP_ALARM
from pindos.organisation.queries import administrators
from pindos.shell.moments import minute_of

Words = Callable[[], tuple[str, str]]


def tell_of_late_backups() -> int:
    """Tell when the last good backup or drill is too old; return how many people were told."""
    found, told = state_of_backups(), 0
    if found.is_late:
        told += tell_administrators("late:backup", found.last, lambda: _late_words(found.last))
    if found.is_drill_late:
        drill = found.drill
        told += tell_administrators("late:drill", drill, lambda: _late_drill_words(drill))
    return told


def _late_words(last: Backup | None) -> tuple[str, str]:
    return _("No backup has been made for too long"), _since(last)


def _late_drill_words(last: Backup | None) -> tuple[str, str]:
    return _("No restore drill has succeeded for too long"), _since(last)


def _since(last: Backup | None) -> str:
    if last is None or last.started_at is None:
        return _("None has succeeded yet. The page of the backups says why.")
    at = minute_of(last.started_at)
    return _("The last good one is of %(at)s. The page of the backups says why.") % {"at": at}


def tell_administrators(what: str, row: Backup | None, say: Words) -> int:
    """Tell them once a day of the same matter; return how many were told."""
    return tell(
        person_ids=administrators(),
        key=f"backup-{what}:{timezone.localdate()}",
        kind=BACKUP_ALARM,
        about=f"operations.backup:{row.pk if row else 0}",
        say=say,
        url=reverse("operations:backup-list"),
    )

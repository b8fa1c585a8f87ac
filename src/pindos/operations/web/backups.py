"""The page of the backups: how they stand, what was done, and one at once."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.errors import Refused
from pindos.kernel.filtering import list_page
from pindos.kernel.web import Request
from pindos.operations.commands import ask_backup
from pindos.operations.listings import BACKUPS
from pindos.operations.models import Backup
from pindos.operations.queries import backups_for, state_of_backups
from pindos.operations.terms import BackupKind
from pindos.operations.wording_of_backups import length_words

ROWS = 25


@login_required
@require_safe
def backup_list(request: Request) -> HttpResponse:
    """The last good backup and drill, what is wrong, and the history."""
    backups_for(request.viewer)

    def words(rows: Sequence[Backup]) -> dict[str, object]:
        now = state_of_backups()
        return {
            "now": now,
            "length": length_words(now.last) if now.last else "",
            "rows": [(row, length_words(row)) for row in rows],
        }

    return list_page(request, BACKUPS, "operations/backup_list.html", words, size=ROWS)


@login_required
@require_POST
def backup_now(request: Request) -> HttpResponse:
    """Have a backup made; the timetable does it within a minute."""
    return _asked(request, BackupKind.BACKUP, _("The backup begins within a minute."))


@login_required
@require_POST
def backup_drill(request: Request) -> HttpResponse:
    """Have the newest one brought back to a scratch folder."""
    return _asked(request, BackupKind.DRILL, _("The drill begins within a minute."))


def _asked(request: Request, kind: str, words: str) -> HttpResponse:
    backups_for(request.viewer)
    try:
        ask_backup(viewer=request.viewer, kind=kind)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("operations:backup-list")

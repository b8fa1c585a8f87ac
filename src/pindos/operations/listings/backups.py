"""The list of backups and restore drills."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.identity.queries import account_kind, name_of_account
from pindos.kernel.filtering import Column, Listing, Moment, Number, Text, choice, register
from pindos.operations.listings.machine import runs_the_house
from pindos.operations.queries import backups_for
from pindos.operations.terms import BackupKind, BackupState

BACKUPS = register(
    Listing(
        key="backups",
        label=_("Backups"),
        columns=(
            Column(
                "kind",
                pgettext_lazy("of a backup", "Kind"),
                choice(BackupKind),
                "kind",
                ("kind",),
                lambda row: row.get_kind_display(),
            ),
            Column(
                "state",
                pgettext_lazy("of a backup", "State"),
                choice(BackupState),
                "state",
                ("state",),
                lambda row: row.get_state_display(),
            ),
            Column(
                "by",
                _("Asked for by"),
                account_kind(),
                "asked_by",
                ("asked_by__username",),
                lambda row: name_of_account(row.asked_by),
            ),
            Column("began", _("Began"), Moment(), "started_at", ("started_at",)),
            Column(
                "ended", pgettext_lazy("of a backup", "Ended"), Moment(), "ended_at", ("ended_at",)
            ),
            Column("snapshot", _("Name in the repository"), Text(is_small=True), "snapshot"),
            Column("size", _("Size in bytes"), Number(), "size", ("size",)),
            Column("added", _("New in bytes"), Number(), "added", ("added",)),
            Column("tickets", _("Tickets"), Number(), "tickets", ("tickets",)),
            Column("events", _("Events"), Number(), "events", ("events",)),
            Column("files", _("Files"), Number(), "files", ("files",)),
            Column("rows", _("Rows"), Number(), "rows", ("rows",)),
            Column("removed", _("Old ones removed"), Number(), "removed", ("removed",)),
            Column("error", _("Last error"), Text(is_small=True), "error"),
        ),
        rows=backups_for,
        order=("-id",),
        page="operations:backup-list",
        shown=("kind", "state", "began", "size", "files"),
        is_open_to=runs_the_house,
        related=("asked_by__person",),
        is_guarded=True,
    )
)

"""Which version runs, and whether the tables are its own."""

from collections.abc import Iterator

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.health import VERSION, Asked, Finding, Level, looks_at
from pindos.kernel.release import release
from pindos.kernel.tables import gap
from pindos.shell.moments import number_of


@looks_at(VERSION, Asked.RISK)
def tables() -> Iterator[Finding]:
    """The migrations that were run, against those that this version has."""
    found = gap()
    names = ", ".join(sorted(f"{app} {name}" for app, name in found.unknown | found.missing))
    if found.is_newer:
        level = Level.DOWN
        words = _("The database belongs to a newer version: %(names)s") % {"names": names[:300]}
        todo = _("Start that version, or restore a backup of this one.")
    elif found.missing:
        level = Level.DOWN
        words = _("Migrations are still to run: %(names)s") % {"names": names[:300]}
        todo = _("Run «pindos prepare», or start «pindos up».")
    else:
        level, words, todo = Level.OK, "", ""
    recorded = MigrationRecorder(connection)
    rows = recorded.migration_qs if recorded.has_table() else None
    ran = rows.aggregate(n=Count("pk"), at=Max("applied")) if rows is not None else {}
    n = ran.get("n", 0)
    said = ngettext("%(n)s migration was run", "%(n)s migrations were run", n)
    yield Finding(
        "version.tables",
        level,
        _("Version %(version)s") % {"version": release()},
        words or said % {"n": number_of(n)},
        todo,
        count=n,
        at=ran.get("at"),
        facts={"version": release(), "looked_at": timezone.now().isoformat()},
    )

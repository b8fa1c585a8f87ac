"""Whether the tables in the database are those of this version."""

from functools import cache
from typing import NamedTuple

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Key = tuple[str, str]


class Gap(NamedTuple):
    """Migrations that are still to run, and those that a newer version has run."""

    missing: frozenset[Key]
    unknown: frozenset[Key]

    @property
    def is_newer(self) -> bool:
        """Whether the database belongs to a version after this one."""
        return bool(self.unknown)


def gap() -> Gap:
    """Compare what the database says was run with what this version has; two short queries."""
    known, optional = _of_this_version()
    applied = frozenset(MigrationRecorder(connection).applied_migrations())
    ours = {app for app, _ in known}
    unknown = {key for key in applied - known - optional if key[0] in ours}
    return Gap(missing=known - applied, unknown=frozenset(unknown))


@cache
def _of_this_version() -> tuple[frozenset[Key], frozenset[Key]]:
    """The migrations on disk, and the older ones that squashed ones stand for."""
    disk = MigrationLoader(None).disk_migrations
    replaced = {key for migration in disk.values() for key in migration.replaces}
    return frozenset(disk) - replaced, frozenset(replaced)

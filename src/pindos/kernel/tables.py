"""Whether the tables in the database are those of this version."""

import sys
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
    """Compare what the database says was run with what this version has; two short queries.

    A squashed migration was run where all those were that it stands for; where only some of them
    were, the others are missing.
    """
    stands_for = of_this_version()
    applied = frozenset(MigrationRecorder(connection).applied_migrations())
    ours = {app for app, _ in stands_for}
    missing: set[Key] = set()
    for key, replaced in stands_for.items():
        begun = replaced & applied
        missing |= replaced - applied if begun else {key} - applied
    unknown = {key for key in applied - known() if key[0] in ours}
    return Gap(missing=frozenset(missing), unknown=frozenset(unknown))


def known() -> set[Key]:
    """All that this version has, those included that a squashed one stands for."""
    return {key for each, replaced in of_this_version().items() for key in (each, *replaced)}


@cache
def of_this_version() -> dict[Key, frozenset[Key]]:
    """The migrations that new tables are made by, each with those that it stands for.

    Only their names are kept: all that they say of fields is 3 MB that no running house needs.
    """
    others = set(sys.modules)
    disk = MigrationLoader(None).disk_migrations
    _forget({type(migration).__module__ for migration in disk.values()} - others)
    replaced = {key for migration in disk.values() for key in migration.replaces}
    return {
        key: frozenset(migration.replaces)
        for key, migration in disk.items()
        if key not in replaced
    }


def _forget(modules: set[str]) -> None:
    """Let them be read anew by whoever asks for them next."""
    for name in modules:
        package, _, own = name.rpartition(".")
        del sys.modules[name]
        delattr(sys.modules[package], own)

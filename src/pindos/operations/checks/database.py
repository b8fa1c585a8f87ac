"""The database: which, how large, how many are connected; and what it must not be."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.disk import REMOTE, kind_at
from pindos.kernel.health import DATABASE, Asked, Finding, Level, looks_at
from pindos.kernel.postgresql import standing
from pindos.shell.moments import minute_of, number_of, size_of

LARGE_LOG = 256 * 1024 * 1024  # bytes of a write-ahead log that nobody has taken in
FREE_PART = 0.3  # of the pages: so much of the file is empty
WORTH_IT = 100 * 1024 * 1024  # bytes that VACUUM would give back
FULL_PART = 0.85  # of the connections that the server takes


@looks_at(DATABASE)
def size() -> Iterator[Finding]:
    """Its kind and size, and how it is kept."""
    yield from _of_postgresql() if connection.vendor == "postgresql" else _of_sqlite()


@looks_at(DATABASE, Asked.RISK)
def fitness() -> Iterator[Finding]:
    """Whether it is one that keeps what it is given."""
    if connection.vendor == "postgresql":
        yield _age_of_server()
        yield _rights_of_role()
    else:
        yield _place_of_file()


def _of_sqlite() -> Iterator[Finding]:
    page, pages, empty = (
        int(_ask(f"PRAGMA {each}")[0]) for each in ("page_size", "page_count", "freelist_count")
    )
    version = _ask("SELECT sqlite_version()")[0]
    has_analysed = _ask("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")[0]
    said = [
        f"SQLite {version}",
        size_of(page * pages),
        _("ANALYZE was run") if has_analysed else _("ANALYZE never run, nor needed"),
    ]
    is_loose = page * empty > WORTH_IT and empty > FREE_PART * pages
    said.append(_("%(size)s of it empty") % {"size": size_of(page * empty)})
    todo = _("Stop Pindos and run VACUUM on the file; it needs as much room again.")
    yield Finding(
        "database.size",
        Level.WARN if is_loose else Level.OK,
        _("Database"),
        ", ".join(said),
        todo if is_loose else "",
        count=page * pages,
        at=timezone.now(),
        facts={"kind": "sqlite", "version": version, "bytes": page * pages, "empty": page * empty},
    )
    yield _log_of_sqlite()


def _log_of_sqlite() -> Finding:
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    length = log.stat().st_size if log.exists() else 0
    is_large = length > LARGE_LOG
    return Finding(
        "database.log",
        Level.WARN if is_large else Level.OK,
        _("Write-ahead log"),
        size_of(length),
        _("Something reads for very long: restart Pindos, then it is taken in.")
        if is_large
        else "",
        count=length,
        at=timezone.now(),
        facts={"bytes": length},
    )


def _of_postgresql() -> Iterator[Finding]:
    length = int(_ask("SELECT pg_database_size(current_database())")[0])
    version = _ask("SHOW server_version")[0].partition(" ")[0]
    analysed, vacuumed, dead, live = _ask(
        "SELECT max(greatest(last_analyze, last_autoanalyze)),"
        " max(greatest(last_vacuum, last_autovacuum)), sum(n_dead_tup), sum(n_live_tup)"
        " FROM pg_stat_user_tables"
    )
    said = [f"PostgreSQL {version}", size_of(length)]
    for name, at in (("ANALYZE", analysed), ("VACUUM", vacuumed)):
        said.append(f"{name} {minute_of(at)}" if at else _("%(name)s never run") % {"name": name})
    is_loose = int(dead or 0) > max(100_000, int(live or 0) // 2)
    todo = _("Look whether autovacuum is switched on; run VACUUM ANALYZE once.")
    yield Finding(
        "database.size",
        Level.WARN if is_loose else Level.OK,
        _("Database"),
        ", ".join(said),
        todo if is_loose else "",
        count=length,
        at=timezone.now(),
        facts={"kind": "postgresql", "version": version, "bytes": length, "dead": int(dead or 0)},
    )
    yield _connections()


def _connections() -> Finding:
    used, most = _ask(
        "SELECT (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),"
        " current_setting('max_connections')::int"
    )
    is_full = used > FULL_PART * most
    return Finding(
        "database.connections",
        Level.WARN if is_full else Level.OK,
        _("Connections"),
        _("%(used)s of %(most)s in use") % {"used": number_of(used), "most": number_of(most)},
        _("Raise max_connections of the server, or lower PINDOS_WEB_THREADS.") if is_full else "",
        count=used,
        facts={"used": used, "most": most},
    )


def _age_of_server() -> Finding:
    number = int(_ask("SHOW server_version_num")[0])
    is_old = number < standing.OLDEST
    return Finding(
        "database.server",
        Level.DOWN if is_old else Level.OK,
        _("Version of PostgreSQL"),
        f"PostgreSQL {number // 10000}",
        _("Move the database to PostgreSQL 14 or newer.") if is_old else "",
        count=number // 10000,
    )


def _rights_of_role() -> Finding:
    """All runs without them, until the next version brings a table."""
    with connection.cursor() as cursor:
        may = standing.may_make_tables(cursor)
    role, name = _ask("SELECT current_user, current_database()")
    todo = _("As the administrator of the server: ALTER DATABASE %(name)s OWNER TO %(role)s")
    return Finding(
        "database.rights",
        Level.OK if may else Level.WARN,
        _("Rights of the role"),
        (_("%(role)s may make tables") if may else _("%(role)s may not make tables: no upgrade"))
        % {"role": role},
        "" if may else todo % {"name": name, "role": role},
        at=timezone.now(),
    )


def _place_of_file() -> Finding:
    place = Path(str(connection.settings_dict["NAME"]))
    kind = kind_at(place)
    mode = _ask("PRAGMA journal_mode")[0]
    is_remote = kind in REMOTE
    words = _("%(path)s on %(kind)s, %(mode)s") % {
        "path": settings.HOME,
        "kind": kind or _("an unknown file system"),
        "mode": mode.upper(),
    }
    todo = _(
        "SQLite on a file system of the network loses data: put PINDOS_HOME on a disk of this"
        " machine, or use PostgreSQL."
    )
    return Finding(
        "database.place",
        Level.DOWN if is_remote else Level.OK,
        _("Place of the database"),
        words,
        todo if is_remote else "",
        at=timezone.now(),
        facts={"file_system": kind, "journal": mode},
    )


def _ask(sql: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return tuple(cursor.fetchone())

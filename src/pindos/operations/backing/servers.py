"""Databases of a PostgreSQL server, named by an address: what they hold, and scratch ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from secrets import token_hex
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.db import connection
from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.kernel.later import psycopg, sql
from pindos.kernel.postgresql import standing
from pindos.operations.checkpoints import instance_name

MARK = "scratch database of a Pindos drill, instance "


def settings_of(address: str) -> dict[str, Any]:
    """An address as Django's settings name its parts."""
    url = urlsplit(address)
    if url.scheme not in {"postgres", "postgresql"} or not url.path.strip("/"):
        raise Refused(_("Write the database as postgresql://user:password@host:port/name."))
    return {
        "NAME": unquote(url.path.removeprefix("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
    }


def own_address(name: str = "") -> str:
    """The address of this instance's own database, or of another one on the same server."""
    own = connection.settings_dict
    secret = f":{quote(own['PASSWORD'], safe='')}" if own["PASSWORD"] else ""
    user = f"{quote(own['USER'], safe='')}{secret}@" if own["USER"] else ""
    port = f":{own['PORT']}" if own["PORT"] else ""
    return f"postgresql://{user}{own['HOST']}{port}/{quote(name or own['NAME'], safe='')}"


def connected(address: str, **more: Any) -> "psycopg.Connection[tuple[Any, ...]]":
    """A connection; in our words when the server does not give one."""
    return standing.connected(settings_of(address), **more)


def refuse_unfit(asked: "standing.Connection") -> None:
    """Refuse a database that cannot be filled: server, letters, the rights of the role."""
    standing.refuse_unfit(asked)
    standing.refuse_without_rights(asked)


def server_version(address: str) -> int:
    """The version of the server, such as 150004."""
    with connected(address) as asked:
        return asked.info.server_version


def holds_something(asked: "psycopg.Connection[tuple[Any, ...]]") -> bool:
    """Whether a table, a view or a sequence of anybody's is there."""
    found = asked.execute(
        "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname !~ '^pg_'"
        " AND n.nspname <> 'information_schema' LIMIT 1"
    )
    return found.fetchone() is not None


@contextmanager
def scratch_database() -> Iterator[str]:
    """A new database on this instance's server, gone at the end; also those of killed drills."""
    mark = MARK + instance_name()
    name = f"{scratch_names()}{token_hex(6)}"
    with connected(own_address(), autocommit=True) as server:
        _drop_left(server, mark)
        try:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            raise Refused(
                _("A drill needs a scratch database. Run there: ALTER ROLE %(role)s CREATEDB")
                % {"role": server.info.user}
            ) from None
        named = sql.SQL("COMMENT ON DATABASE {} IS {}")
        server.execute(named.format(sql.Identifier(name), sql.Literal(mark)))
        try:
            yield own_address(name)
        finally:
            _drop(server, name)


def scratch_names() -> str:
    """How the names of this instance's scratch databases begin.

    One whose drill is killed while the server makes it never gets its mark.
    """
    return f"pindos_drill_{sha256(instance_name().encode()).hexdigest()[:8]}_"


def _drop_left(server: "psycopg.Connection[tuple[Any, ...]]", mark: str) -> None:
    found = server.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        " OR shobj_description(oid, 'pg_database') = %s"
        " AND datname LIKE 'pindos\\_drill\\_%%'",
        [scratch_names(), mark],
    ).fetchall()
    for [name] in found:
        _drop(server, name)


def _drop(server: "psycopg.Connection[tuple[Any, ...]]", name: str) -> None:
    dropping = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    server.execute(dropping.format(sql.Identifier(name)))

"""Whether a PostgreSQL server lets us work; if not: what is wrong, where, and what to do.

A server that refuses a connection gives no code with its refusal, and its words are translated:
why it refused is found out by asking for another database of the same server.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError
from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.kernel.later import psycopg

if TYPE_CHECKING:
    Connection = psycopg.Connection[tuple[Any, ...]]

OLDEST = 140000  # PostgreSQL 14, the oldest that Django 5.2 speaks to
ALWAYS_THERE = ("postgres", "template1")  # databases of every server
PATIENCE = 10  # seconds to connect
NAMED = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
NOT_ALLOWED, NO_TABLE = "42501", "42P01"  # appendix A of its manual


def connected(settings: Mapping[str, Any], **more: Any) -> "Connection":
    """A connection by Django's names of its parts; refused in words when there is none."""
    given = {ours: settings[name] for name, ours in NAMED.items() if settings.get(name)}
    try:
        return psycopg.connect(**{"connect_timeout": PATIENCE, **given, **more})
    except psycopg.OperationalError as error:
        raise Refused(_why_none(error, settings, {**given, **more})) from None


def refuse_unfit(asked: "Connection") -> None:
    """Refuse a server that is too old, and a database that cannot keep every letter."""
    if asked.info.server_version < OLDEST:
        raise Refused(
            _(
                "The server %(server)s is PostgreSQL %(version)s; Pindos needs 14 or newer. Move"
                " the database to a newer server."
            )
            % {"server": _place(asked), "version": asked.info.server_version // 10000}
        )
    encoding = asked.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise Refused(
            _(
                "The database %(name)s on %(server)s keeps letters as %(encoding)s; Greek needs"
                " UTF8. Make a new one there: CREATE DATABASE %(name)s ENCODING 'UTF8' TEMPLATE"
                " template0"
            )
            % {"name": asked.info.dbname, "server": _place(asked), "encoding": encoding}
        )


def refuse_without_rights(asked: "Connection") -> None:
    """Refuse a role that may not make tables: from PostgreSQL 15 on only the owner may."""
    if may_make_tables(asked):
        return
    raise Refused(
        _(
            "The role %(role)s may not make tables in the database %(name)s on %(server)s. Run"
            " there, as its administrator: ALTER DATABASE %(name)s OWNER TO %(role)s; and on"
            " PostgreSQL 14: GRANT CREATE ON SCHEMA public TO %(role)s"
        )
        % {"role": asked.info.user, "name": asked.info.dbname, "server": _place(asked)}
    )


def may_make_tables(asked: Any) -> bool:
    """Whether the role may, where its tables would stand; ``asked`` executes SQL."""
    found = asked.execute(
        "SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)"
    )
    return bool((found or asked).fetchone()[0])


def in_words(error: DatabaseError, settings: Mapping[str, Any]) -> str | None:
    """What an error of a command says about rights or tables; None when it is of another kind."""
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None)
    said = " ".join(str(error).split())[:300]
    where = {"role": settings.get("USER"), "name": settings.get("NAME"), "said": said}
    if state == NOT_ALLOWED:
        return (
            _(
                "The role %(role)s may not do that in the database %(name)s: %(said)s. Give it the"
                " tables, as the administrator of the server: ALTER DATABASE %(name)s OWNER TO"
                " %(role)s; REASSIGN OWNED BY whoever made them TO %(role)s"
            )
            % where
        )
    if state == NO_TABLE:
        return _("The database %(name)s has not all tables yet. Run: pindos prepare") % where
    if isinstance(cause, psycopg.OperationalError) and state is None:
        try:
            connected(settings).close()
        except Refused as refused:
            return str(refused)
        return _("The database does not answer: %(said)s") % where
    return None


def _why_none(
    error: "psycopg.OperationalError", settings: Mapping[str, Any], given: Mapping[str, Any]
) -> str:
    said = " ".join(str(error).split())[:300]
    server = ":".join(str(settings[each]) for each in ("HOST", "PORT") if settings.get(each))
    where = {
        "name": settings.get("NAME"),
        "role": settings.get("USER"),
        "server": server or "localhost",
        "said": said,
    }
    if error.pgconn and error.pgconn.needs_password:
        return _("The server %(server)s asks for a password: write it into DATABASE_URL.") % where
    if (is_there := _is_there(given)) is not None:
        return (_no_entry if is_there else _no_database)() % where
    if error.pgconn and error.pgconn.used_password:
        return (
            _(
                "The server %(server)s does not let the role %(role)s in: %(said)s. Look at role"
                " and password in the address, and at pg_hba.conf of the server."
            )
            % where
        )
    return _("The database does not answer: %(said)s") % where


def _no_database() -> str:
    return _(
        "The server %(server)s has no database %(name)s. Run there, as its administrator: CREATE"
        " DATABASE %(name)s OWNER %(role)s ENCODING 'UTF8' TEMPLATE template0"
    )


def _no_entry() -> str:
    return _(
        "The role %(role)s is not let into the database %(name)s on %(server)s: %(said)s. Run"
        " there, as its administrator: GRANT CONNECT ON DATABASE %(name)s TO %(role)s"
    )


def _is_there(given: Mapping[str, Any]) -> bool | None:
    """Whether the server has such a database; None when it lets us into no other one either."""
    for name in ALWAYS_THERE:
        with suppress(psycopg.Error), psycopg.connect(**{**given, "dbname": name}) as other:
            found = other.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [given.get("dbname")]
            )
            return found.fetchone() is not None
    return None


def _place(asked: "Connection") -> str:
    return f"{asked.info.host or 'localhost'}:{asked.info.port}"

"""A statement that is known beforehand, sent to the database without what Django puts between.

Django's cursor looks at each statement anew: it rewrites the places of its values for SQLite, and
for PostgreSQL it writes the values into the text. Here the statement is rewritten once, and values
go beside it. PostgreSQL reads and plans it each time, or once for each connection where it
``is_kept``: its plan must be good whatever the values are (``decisions/kept-plans.md``). What
Django promises holds: its errors, its transactions, and that whoever listens hears every
statement.

How it goes to PostgreSQL stands in ``postgresql.wire``.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import count
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

MOST = 2_000  # statements that are known rewritten


def rows_of(sql: str, values: Sequence[Any], *, is_kept: bool = False) -> list[Any]:
    """The rows that a statement gives; ``%s`` stands for each value."""
    own = connections[DEFAULT_DB_ALIAS]
    if own.queries_logged:
        with own.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall()) if cursor.description else []
    if not own.execute_wrappers:
        return _sent(own, is_kept, sql, values)
    send: Callable[..., list[Any]] = partial(_sent, own, is_kept)
    for wrapper in reversed(own.execute_wrappers):
        send = partial(wrapper, send)
    return send(sql, values, False, {"connection": own})


def _sent(
    own: Any, is_kept: bool, sql: str, values: Sequence[Any], *_many_and_context: Any
) -> list[Any]:
    """What Django looks at before each statement, each only where there is something to see."""
    own.close_if_health_check_failed()  # a server may have been away since it was last asked
    if own.connection is None:
        own.ensure_connection()
    if own.needs_rollback:
        own.validate_no_broken_transaction()
    rows: list[Any]
    try:
        if own.vendor == "sqlite":
            rows = own.connection.execute(_for_sqlite(sql), values).fetchall()
        else:
            rows = own.rows_by(sql, values, _for_postgresql, is_kept=is_kept)
    except Exception:
        with own.wrap_database_errors:  # makes of the driver's error Django's own
            raise
    return rows


@lru_cache(MOST)
def _for_sqlite(sql: str) -> str:
    """The statement with SQLite's own mark for a value."""
    return sql.replace("%%", "\0").replace("%s", "?").replace("\0", "%")


@lru_cache(MOST)
def _for_postgresql(sql: str) -> str:
    """The statement with PostgreSQL's own marks, which are numbered."""
    first, *others = sql.replace("%%", "\0").split("%s")
    marked = first + "".join(f"${n}{text}" for n, text in zip(count(1), others, strict=False))
    return marked.replace("\0", "%")

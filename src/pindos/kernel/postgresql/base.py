"""Connections are lent among threads, and asked whether they live only after they have lain still.

Django asks at every request, which is one more question before each of them. A server that is
started anew takes longer than ``STILL``, so that its old connections are all found out.
"""

import time
from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, datetime
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.adapt import AdaptersMap
from psycopg.pq import TransactionStatus
from psycopg.types.datetime import TimestamptzLoader

from pindos.kernel.postgresql.wire import command, keep_transactions, rows_by
from pindos.kernel.spare import Lent, spare

STILL = 1.0  # seconds


class Moments(TimestamptzLoader):
    """Moments in UTC as Django's own reader gives them, read by Python itself: much quicker."""

    timezone = UTC  # Django looks here for whether it must read them anew

    def load(self, data: Any) -> datetime:
        """The moment; what Python has no word for (infinity, BC) is psycopg's to refuse."""
        try:
            return datetime.fromisoformat(str(data, "ascii")).astimezone(UTC)
        except ValueError:
            return super().load(data).astimezone(UTC)


class DatabaseWrapper(Lent, base.DatabaseWrapper):
    """Django's PostgreSQL backend, with fewer questions about itself."""

    _used_at = -STILL

    def get_connection_params(self) -> dict[str, Any]:
        """Django's, with our reader of moments when they are kept in UTC."""
        params = super().get_connection_params()
        if self.timezone is UTC:
            params["context"] = AdaptersMap(params["context"])
            params["context"].register_loader("timestamptz", Moments)
        return params

    def lying_still(self) -> Any:
        """One that another thread has given back and that lives, or None."""
        while found := spare.take(self._place()):
            if time.monotonic() - found.since < STILL or _lives(found.connection):
                return found.connection
        return None

    def close_if_unusable_or_obsolete(self) -> None:
        """Called before and after each request: a sound connection is given back, if any are."""
        super().close_if_unusable_or_obsolete()
        own = self.connection
        if own is None or own.info.transaction_status != TransactionStatus.IDLE:
            return
        if spare.give(self._place(), own):
            self.connection = None

    def close_if_health_check_failed(self) -> None:
        """Close a connection that does not answer; called before whatever is asked of it."""
        now = time.monotonic()
        if now - self._used_at < STILL:
            self.health_check_done = True
        else:
            super().close_if_health_check_failed()
        self._used_at = now

    def rows_by(
        self, sql: str, values: Sequence[Any], written: Callable[[str], str], *, is_kept: bool
    ) -> list[Any]:
        """The rows that a statement gives (``wire.rows_by``), on the connection that is open."""
        return rows_by(self.connection, sql, values, written, is_kept=is_kept)

    def _set_autocommit(self, autocommit: bool) -> None:
        if not keep_transactions(self.connection, are_begun=not autocommit):
            super()._set_autocommit(autocommit)  # type: ignore[misc]  # the stubs have none

    def _savepoint(self, sid: str) -> None:
        self._commanded(self.ops.savepoint_create_sql(sid))

    def _savepoint_commit(self, sid: str) -> None:
        self._commanded(self.ops.savepoint_commit_sql(sid))

    def _commanded(self, sql: str) -> None:
        """Sent without a cursor, unless somebody listens: Django makes one for each savepoint."""
        if self.queries_logged or self.execute_wrappers:
            with self.cursor() as cursor:
                cursor.execute(sql)
            return
        self.ensure_connection()
        with self.wrap_database_errors:
            command(self.connection, sql)

    def _place(self) -> Hashable:
        return tuple(self.settings_dict[each] for each in ("HOST", "PORT", "NAME", "USER"))


def _lives(connection: Any) -> bool:
    """Whether it answers; one that does not is closed."""
    try:
        connection.execute("SELECT 1")
    except psycopg.Error:
        connection.close()
        return False
    return True

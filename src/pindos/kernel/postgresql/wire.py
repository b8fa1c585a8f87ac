"""A statement sent over a connection of psycopg's without one of its cursors.

A cursor is made for whoever fetches row by row, scrolls, or sends several statements at once; all
of that is prepared at each of them, and costs as much as the sending. Here all rows come at once.
What psycopg keeps of a connection stays its own: when a transaction begins, which statements are
prepared and when they are given up, how values are written and read.

What PostgreSQL keeps the plan of finds few rows by a key or writes some: it is asked by one call
of the driver's, 12 µs for 29. Meanwhile the thread hears no signal; nobody here ends by one
before the statement is over (``kernel.cli`` notes that it was told, and ends after its work).
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NoReturn

from psycopg import Connection, errors
from psycopg._preparing import Prepare
from psycopg.adapt import PyFormat, Transformer
from psycopg.generators import execute, fetch_many, send
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

MOST = 100  # statements of which a connection keeps how values are written; then it begins anew
LONG = 50  # rows: what reads an answer holds it, so one that gave more is let go
ANY = PyFormat.AUTO
GIVEN = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


class Asked:
    """A statement, and what writes its values and reads its rows.

    To find the converters of each kind of value takes a third of a statement, so they are kept.
    """

    __slots__ = ("kinds", "query", "rows", "types")

    def __init__(self, wire: Connection[Any], sql: str, many: int) -> None:
        self.query = sql.encode()
        self.types: tuple[int, ...] = ()
        self.rows = Transformer(wire)
        self.kinds = [ANY] * many


def rows_by(
    wire: Connection[Any],
    sql: str,
    values: Sequence[Any],
    written: Callable[[str], str],
    *,
    is_kept: bool,
) -> list[Any]:
    """The rows that a statement gives; ``written`` puts it into PostgreSQL's own marks, once."""
    kept: dict[str, Asked] = vars(wire).setdefault("pindos_asked", {})
    asked = kept.get(sql)
    if asked is None:
        if len(kept) >= MOST:
            kept.clear()
        asked = kept[sql] = Asked(wire, written(sql), len(values))
    with wire.lock:
        rows = _exchanged(wire, asked, values, is_kept=is_kept)
    if len(rows) > LONG:
        kept.pop(sql, None)
    return rows


def keep_transactions(wire: Connection[Any], *, are_begun: bool) -> bool:
    """Whether each statement begins one (``autocommit`` off); False while one is under way.

    psycopg looks at the same, by a generator that waits for nothing.
    """
    if wire.pgconn.transaction_status != TransactionStatus.IDLE:
        return False
    wire._autocommit = not are_begun
    return True


def command(wire: Connection[Any], sql: str) -> None:
    """Send a command that takes and gives nothing (a savepoint)."""
    with wire.lock:
        wire.wait(_commanded(wire, sql.encode()))


def _commanded(wire: Connection[Any], sql: bytes) -> Generator[Any, Any, None]:
    yield from wire._start_query()
    yield from wire._exec_command(sql)


def _exchanged(
    wire: Connection[Any], asked: Asked, values: Sequence[Any], *, is_kept: bool
) -> list[Any]:
    """One journey, with BEGIN before the first of a transaction; two while it is prepared."""
    pgconn, rows, manager = wire.pgconn, asked.rows, wire._prepared
    given: Any = rows.dump_sequence(values, asked.kinds)
    asked.types = rows.types or ()
    name = manager._names.get((asked.query, asked.types)) if is_kept else None
    if name is None:
        whole = wire.wait(_sent_whole(wire, asked, given, is_kept=is_kept))
        found = _read(wire, rows, whole)
        if manager._to_flush:
            wire.wait(manager.maintain_gen(wire))
        return found
    manager._names.move_to_end((asked.query, asked.types))  # it is the last to be given up
    if _is_begun(wire):  # most by far: nothing is waited for by Python
        return _read(wire, rows, [pgconn.exec_prepared(name, given, param_formats=rows.formats)])
    ask = partial(pgconn.send_query_prepared, name, given, param_formats=rows.formats)
    return _read(wire, rows, wire.wait(_answered(wire, ask)))


def _read(wire: Connection[Any], rows: Any, results: Sequence[Any]) -> list[Any]:
    """The rows of an answer; what it says instead of an answer is raised."""
    found: list[Any] = []
    for result in results:
        _check(wire, result)
        if result.ntuples:
            rows.set_pgresult(result)
            found = rows.load_rows(0, result.ntuples, tuple)
    return found


def _sent_whole(
    wire: Connection[Any], asked: Asked, given: Sequence[Any], *, is_kept: bool
) -> Generator[Any, Any, list[Any]]:
    """The answers to a statement that the connection does not keep, or only from now on."""
    pgconn, rows, manager = wire.pgconn, asked.rows, wire._prepared
    known: Any = asked  # psycopg asks it for nothing but ``query`` and ``types``
    how, name = manager.get(known) if is_kept else (Prepare.NO, b"")
    if how is Prepare.SHOULD:
        yield from wire._start_query()
        pgconn.send_prepare(name, asked.query, param_types=asked.types)
        for result in (yield from execute(pgconn)):
            _check(wire, result)
        ask = partial(pgconn.send_query_prepared, name, given, param_formats=rows.formats)
    else:
        ask = partial(
            pgconn.send_query_params, asked.query, given, asked.types, param_formats=rows.formats
        )
    key = manager.maybe_add_to_cache(known, how, name) if is_kept else None
    results: list[Any] = yield from _answered(wire, ask)
    if key is not None:
        manager.validate(key, how, name, results)
    return results


def _answered(wire: Connection[Any], ask: Callable[[], None]) -> Generator[Any, Any, list[Any]]:
    """What a statement gives; BEGIN goes before the first of a transaction on one journey."""
    pgconn = wire.pgconn
    if _is_begun(wire):
        ask()
        found: list[Any] = yield from execute(pgconn)
        return found
    pgconn.enter_pipeline_mode()
    try:
        pgconn.send_query_params(wire._get_tx_start_command(), None)
        ask()
        pgconn.pipeline_sync()
        yield from send(pgconn)
        begun = yield from fetch_many(pgconn)
        results: list[Any] = yield from fetch_many(pgconn)
        yield from fetch_many(pgconn)  # that all is done
    finally:
        if pgconn.status == ConnStatus.OK:
            with suppress(errors.OperationalError):  # it was interrupted: psycopg looks after it
                pgconn.exit_pipeline_mode()
    for result in begun:
        _check(wire, result)
    return results


def _is_begun(wire: Connection[Any]) -> bool:
    """Whether no BEGIN is to go before the next statement."""
    return wire._autocommit or wire.pgconn.transaction_status != TransactionStatus.IDLE


def _check(wire: Connection[Any], result: Any) -> None:
    if result.status not in GIVEN:
        _refuse(wire, result)


def _refuse(wire: Connection[Any], result: Any) -> NoReturn:
    if wire.pgconn.status == ConnStatus.BAD:  # it went away: there is no code of its own for that
        raise errors.OperationalError(wire.pgconn.get_error_message())
    if result.status == ExecStatus.FATAL_ERROR:
        raise errors.error_from_result(result, encoding=wire.info.encoding)
    raise errors.InternalError(f"the answer is {ExecStatus(result.status).name}")

"""What hundreds of tests begin with is made once by the real commands, then laid down as rows.

A test's database is known as long as nothing but such steps has been written to it; the same
steps in the same order lead to the same rows, so from the second time on they are only written.
"""

import pickle
import re
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, connections, transaction
from django.utils import translation

from pindos.kernel.held import forget_everything
from pindos.kernel.models import Event

# A statement that writes, and each of several that go in one journey (WITH w AS (INSERT …))
WRITE = re.compile(r'(?:^\s*|\bAS \()(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)')


class Past:
    """Which steps the test's database has taken, and whether anything else was written."""

    def __init__(self):
        self.steps = ()
        self.written = set()
        self.is_stepping = False

    def sees(self, execute, sql, params, many, context):
        if isinstance(sql, str) and not sql.startswith("SELECT "):  # most of all that is said
            self.written.update(WRITE.findall(sql))
        return execute(sql, params, many, context)


_past = None
_kept = {}
_writes = {}  # a step's name -> the tables that it wrote when it was first taken


@contextmanager
def past_begins():
    """Each test begins with a database in which nothing has happened."""
    global _past
    _past = Past()
    with connections["default"].execute_wrapper(_past.sees):
        yield
    _past = None


@contextmanager
def undone():
    """What is done inside is undone, so what was known of the database is known after it."""
    written = set(_past.written)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    _past.written = written


def remembered(name, make):
    """What ``make`` gives; from the second time on, its rows are written without asking it.

    Only where the database is known: otherwise, and inside another step, it is made as it was.
    """
    if _past is None or _past.is_stepping or _past.written or not _is_known():
        return make()
    _past.is_stepping = True
    try:
        steps = (*(_past.steps or (translation.get_language(),)), name)
        given = _lay(steps) if steps in _kept else _make(steps, make)
    finally:
        _past.is_stepping = False
    if steps in _kept:
        _past.steps = steps
        _past.written.clear()
    return given


def _is_known():
    return bool(_past.steps) or not Event.objects.exists()


def _make(steps, make):
    name = steps[-1]
    before = {table: _rows(table) for table in _writes.get(name) or _tables()}
    given = make()
    written = sorted(_past.written)
    _writes.setdefault(name, written)
    if not set(written) <= set(before):
        _writes[name] = None  # this once it wrote more: look at all tables the next time
        return given
    changes = [_change(table, before[table]) for table in written]
    _kept[steps] = pickle.dumps(given), _asked(changes)
    return given


def _change(table, before):
    """Of a table: its columns, the keys that are gone or have changed, the rows that are new."""
    columns, after = _rows(table)
    gone = [key for key, row in before[1].items() if after.get(key) != row]
    new = [row for key, row in after.items() if before[1].get(key) != row]
    return table, columns, gone, new


def _asked(changes):
    """The statements that lay changes down, each with its rows.

    On PostgreSQL one question with all values in it: to say each row anew for each test took
    longer than to write it.
    """
    asked = []
    for table, columns, gone, new in changes:
        if gone:
            begin = f'DELETE FROM "{table}" WHERE "{columns[0]}" IN (VALUES '
            asked.append((begin, "(%s)", ")", [(key,) for key in gone]))
        if new:
            names = ", ".join(f'"{each}"' for each in columns)
            places = ", ".join(["%s"] * len(columns))
            asked.append((f'INSERT INTO "{table}" ({names}) VALUES ', f"({places})", "", new))
    if connection.vendor == "sqlite":
        return [(begin + place + end, rows) for begin, place, end, rows in asked]
    said = connection.ops.compose_sql
    whole = [
        begin + ", ".join(said(place, row) for row in rows) + end
        for begin, place, end, rows in asked
    ]
    return [(";\n".join(whole), None)] if whole else []


def _lay(steps):
    given, asked = _kept[steps]
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, rows in asked:
            if rows is None:
                cursor.execute(sql)
            else:
                cursor.executemany(sql, rows)
    forget_everything()
    return pickle.loads(given)


def _tables():
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed})


def _rows(table):
    """The columns, and the rows by their key, which stands first."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        columns, rows = [column[0] for column in cursor.description], cursor.fetchall()
    by_key = {row[0]: row for row in rows}
    assert len(by_key) == len(rows), f"the first column of {table} is no key"
    return columns, by_key

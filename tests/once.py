"""Which tests say the same on every database: they run once, on SQLite.

A test without the database cannot reach it: pytest-django forbids it. A test of pages looks at
words and shapes, and what it asks for is asked on both by the tests of queries, commands and the
API. Whatever speaks of a database itself, or starts processes that have one, runs on both.
"""

import re
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DATABASE = {"db", "transactional_db"}
ITSELF = re.compile(
    r"\b(vendor|DATABASE_URL|database_url|empty_database|psycopg|sqlite3?|postgres|tests\.run|"
    r"transactional_db|tests\.threads|cursor\(|RawSQL|select_for_update|from django\.db\.models)\b"
    r"|\.(raw|extra|explain|execute)\(|transaction=True"
)


def runs_once(item: pytest.Item) -> bool:
    """Whether another database cannot change what the test finds."""
    if _speaks_of_one(item.path):
        return False
    return _asks_none(item) or _is_of_pages(item.path)


@cache
def _speaks_of_one(path: Path) -> bool:
    return bool(ITSELF.search(path.read_text()))


def _asks_none(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return not asked & DATABASE and item.get_closest_marker("django_db") is None


def _is_of_pages(path: Path) -> bool:
    room, name = path.relative_to(HERE).parts[0], path.name
    is_named_so = name.startswith("test_web_") or name.endswith(("_pages.py", "test_pages.py"))
    return is_named_so and room != "kernel"  # the kernel's pages are rows, not HTML

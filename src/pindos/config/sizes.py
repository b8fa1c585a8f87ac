"""How many processes and threads answer requests."""

import os

from pindos.config import env

THREADS = 32  # a slow upload holds one for its whole length; idle ones go away
WITH_A_SERVER = 80  # of all processes on PostgreSQL, which takes 100 connections: in a rush each
FEWEST, MOST = 2, 8  # processes on PostgreSQL; on SQLite more than one only adds waiting


def workers() -> int:
    """Processes; PINDOS_WEB_WORKERS. On PostgreSQL one for each processor that we may use."""
    return env.number("PINDOS_WEB_WORKERS", 1 if is_sqlite() else by_processors())


def threads() -> int:
    """Threads of each process; PINDOS_WEB_THREADS."""
    return env.number(
        "PINDOS_WEB_THREADS", THREADS if is_sqlite() else max(WITH_A_SERVER // workers(), 1)
    )


def by_processors() -> int:
    """A process keeps one processor busy at most: Python runs one thread of it at a moment."""
    return min(max(len(os.sched_getaffinity(0)), FEWEST), MOST)


def is_sqlite() -> bool:
    """Whether there is no database server."""
    return not env.text("DATABASE_URL", "")

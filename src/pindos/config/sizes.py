"""How many processes and threads answer requests."""

from pindos.config import env

THREADS = 32  # a slow upload holds one for its whole length; idle ones go away
WITH_A_SERVER = 40  # on PostgreSQL, which takes 100 connections: in a rush each thread has one
WORKERS = 2  # on PostgreSQL; on SQLite more than one only adds waiting


def workers() -> int:
    """Processes; PINDOS_WEB_WORKERS."""
    return env.number("PINDOS_WEB_WORKERS", 1 if is_sqlite() else WORKERS)


def threads() -> int:
    """Threads of each process; PINDOS_WEB_THREADS."""
    return env.number("PINDOS_WEB_THREADS", THREADS if is_sqlite() else WITH_A_SERVER)


def is_sqlite() -> bool:
    """Whether there is no database server."""
    return not env.text("DATABASE_URL", "")

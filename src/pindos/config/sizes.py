"""How many processes and threads answer requests."""

from pindos.config import env

THREADS = 64  # a slow upload holds one for its whole length; idle ones go away
WORKERS = 2  # on PostgreSQL; on SQLite more than one only adds waiting


def workers() -> int:
    """Processes; PINDOS_WEB_WORKERS."""
    is_sqlite = not env.text("DATABASE_URL", "")
    return env.number("PINDOS_WEB_WORKERS", 1 if is_sqlite else WORKERS)


def threads() -> int:
    """Threads of each process; PINDOS_WEB_THREADS."""
    return env.number("PINDOS_WEB_THREADS", THREADS)

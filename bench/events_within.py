"""Run on a home: seal and carry out all that waits, and say how much it was and what it cost."""

import json
import os
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pindos.config.settings")
django.setup()

from django.db import connection  # noqa: E402  needs Django

from pindos.kernel.deliveries import drain  # noqa: E402
from pindos.kernel.sealing import seal  # noqa: E402


def spent(act: Callable[[], int]) -> tuple[int, float]:
    """How much there was, and the seconds of CPU, until nothing is left."""
    began, many = time.process_time(), 0
    while more := act():
        many += more
    return many, time.process_time() - began


def size() -> int:
    """Bytes of the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(cursor.fetchone()[0])


def main() -> None:
    sealed, sealing = spent(seal)
    delivered, carrying = spent(drain)
    again, more = spent(seal)
    said = {"sealed": sealed + again, "sealing": sealing + more, "bytes": size()}
    print(json.dumps({**said, "delivered": delivered, "carrying": carrying}))


if __name__ == "__main__":
    main()

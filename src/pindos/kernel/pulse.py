"""A process says that it lives: a row that it writes anew every few seconds.

The thread that writes goes on while the process is busy with something long; whether it gets
anywhere is said by ``worked_at`` and ``done``. A process that ends in order takes its row away;
the rows of those that died are taken away by the others on the same machine. Its thread also gives
back to the system what the process has freed, so that its memory is what it needs.
"""

import logging
import os
import re
import socket
import threading
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from pindos.kernel import heaps, meters
from pindos.kernel.jobs import every
from pindos.kernel.models import Heartbeat
from pindos.kernel.release import release

EVERY = 15.0  # seconds between two signs of life
SILENT_AFTER = timedelta(seconds=4 * EVERY)
FORGOTTEN_AFTER = timedelta(hours=1)  # on a machine that does not come back

logger = logging.getLogger(__name__)


class Pulse:
    """The signs of life of this process: web, work, timer or jobs."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.began_at = timezone.now()
        self._done = 0
        self._worked_at: datetime | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._go, name="pulse", daemon=True)

    def start(self) -> "Pulse":
        """Write from now on, in a thread of its own."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """The process ends in order: nobody needs to wonder where it is."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(EVERY)
        try:
            with transaction.atomic():
                Heartbeat.objects.filter(host=machine(), pid=os.getpid()).delete()
        except DatabaseError as error:
            logger.warning("The sign of life stays behind: %s", str(error).strip())

    def did(self, count: int) -> None:
        """A turn ended; so much was done in it."""
        self._done += count
        self._worked_at = timezone.now()

    def beat(self) -> None:
        """Write one sign of life, and take away those whose processes on this machine died."""
        rss, pss = memory()
        ahead = seconds_ahead()
        now = timezone.now() - timedelta(seconds=ahead or 0)
        is_web = self.kind == "web"
        row = Heartbeat(
            host=machine(),
            pid=os.getpid(),
            kind=self.kind,
            version=release(),
            began_at=self.began_at,
            seen_at=now,
            worked_at=self._worked_at,
            done=meters.requests.total() if is_web else self._done,
            rss=rss,
            pss=pss,
            ahead=ahead,
            counts=meters.requests.read() if is_web else {},
            keys=keys_in_use(),
        )
        written = [each.name for each in Heartbeat._meta.concrete_fields if each.name != "id"]
        with transaction.atomic():
            Heartbeat.objects.bulk_create(
                [row],
                update_conflicts=True,
                unique_fields=["host", "pid"],
                update_fields=[name for name in written if name not in {"host", "pid"}],
            )
            _bury_the_dead()

    def _go(self) -> None:
        while not self._ended.is_set():
            heaps.give_back()
            try:
                self.beat()
            except DatabaseError as error:
                logger.warning("No sign of life could be written: %s", str(error).strip())
            finally:
                connection.close()
            self._ended.wait(EVERY)


def living(now: datetime) -> list[Heartbeat]:
    """The processes that gave a sign of life lately."""
    return list(Heartbeat.objects.filter(seen_at__gt=now - SILENT_AFTER))


def others_running() -> set[str]:
    """Processes of other instances on this database, in words.

    Those of this machine are asked by their number, those of others by their signs of life.
    """
    since = timezone.now() - SILENT_AFTER
    alive = Heartbeat.objects.filter(seen_at__gt=since).values_list("host", "pid", "kind")
    return {
        f"{kind} on {host} ({pid})"
        for host, pid, kind in alive
        if host != machine() or is_running(pid)
    }


def machine() -> str:
    """The name of this machine."""
    return socket.gethostname()[:100]


def keys_in_use() -> str:
    """Sixteen characters that differ when the secret key does; the key stays secret."""
    return sha256(f"keys of processes:{settings.SECRET_KEY}".encode()).hexdigest()[:16]


def is_running(pid: int) -> bool:
    """Whether this machine has a process of this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def memory() -> tuple[int | None, int | None]:
    """Bytes that this process has in memory: all of them, and with its share of common ones."""
    try:
        text = Path("/proc/self/smaps_rollup").read_text()
    except OSError:
        return None, None
    found = {key: int(value) * 1024 for key, value in re.findall(r"(Rss|Pss):\s+(\d+) kB", text)}
    return found.get("Rss"), found.get("Pss")


def seconds_ahead() -> float | None:
    """How far this machine's clock is before the database server's; None without a server."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        asked = timezone.now().timestamp()
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        answered = timezone.now().timestamp()
        return round((asked + answered) / 2 - float(cursor.fetchone()[0]), 3)


def _bury_the_dead() -> None:
    others = Heartbeat.objects.filter(host=machine()).exclude(pid=os.getpid())
    dead = [pid for pid in others.values_list("pid", flat=True) if not is_running(pid)]
    if dead:
        Heartbeat.objects.filter(host=machine(), pid__in=dead).delete()


@every(timedelta(minutes=10), name="forget-silent-processes")
def forget_silent_processes() -> int:
    """Forget processes of machines that have not been heard of for an hour; return how many."""
    with transaction.atomic():
        before = timezone.now() - FORGOTTEN_AFTER
        return Heartbeat.objects.filter(seen_at__lt=before).delete()[0]

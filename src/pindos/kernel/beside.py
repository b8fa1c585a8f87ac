"""Jobs in threads beside the clock: none holds up the others, and one that never ends is ended."""

import ctypes
import logging
import threading
import time
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import DatabaseError, connections

from pindos.kernel.jobs import ByHand, Stopped, TooLong

AT_ONCE = 3  # jobs that do not wait for others' machines; they share one processor and one lock
GRACE = 30.0  # seconds that a job has to end after it was stopped

logger = logging.getLogger(__name__)


class Stuck(Exception):
    """A job does not let itself be stopped; only the end of the process ends it."""


class Run:
    """One job in its thread; times are of the monotonic clock."""

    def __init__(self, name: str, act: Callable[[], int | None], limit: timedelta) -> None:
        self.name, self._act = name, act
        self.until = time.monotonic() + limit.total_seconds()
        self.stopped_at: float | None = None
        self.count: int | None = None
        self._thread = threading.Thread(target=self._go, name=name, daemon=True)
        self._thread.start()

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._thread.is_alive()

    def stop(self, why: type[Stopped]) -> None:
        """Raise it inside the job, at its next step in Python; in vain, the process must end."""
        now = time.monotonic()
        if self.stopped_at is None:
            self.stopped_at = now
            logger.warning("%s: %s", self.name, why.__doc__)
            ident = ctypes.c_ulong(self._thread.ident or 0)
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(why))
        elif now > self.stopped_at + GRACE:
            raise Stuck(f"{self.name} does not stop; the process ends and is started again")

    def join(self, seconds: float) -> None:
        """Wait for its end, at most so long."""
        self._thread.join(seconds)

    def _go(self) -> None:
        try:
            self.count = self._act()
        except DatabaseError as error:
            logger.error("%s: the database did not answer: %s", self.name, str(error).strip())
        except Stopped:
            logger.warning("%s was stopped while it noted how it went", self.name)
        finally:
            connections.close_all()


class Threads:
    """Runs jobs in threads, each with a connection of its own.

    They end with the process: whatever such a job does is leased, and is done again.
    """

    def __init__(self) -> None:
        self._runs: dict[str, Run] = {}
        self._apart: set[str] = set()

    def has_place(self, name: str, *, is_apart: bool) -> bool:
        """Whether its last run has ended; of those that are not apart, a few run at once."""
        if name in self._runs:
            return False
        return is_apart or len(self._runs.keys() - self._apart) < AT_ONCE

    def start(
        self, name: str, run: Callable[[], int | None], limit: timedelta, *, is_apart: bool
    ) -> None:
        """Let it run."""
        if is_apart:
            self._apart.add(name)
        self._runs[name] = Run(name, run, limit)

    def ended(self) -> dict[str, int | None]:
        """What has ended since the last question, and its counts."""
        over = {name: run for name, run in self._runs.items() if not run.is_alive()}
        for name in over:
            del self._runs[name]
        return {name: run.count for name, run in over.items()}

    def running(self) -> list[str]:
        """The names of those that run."""
        return list(self._runs)

    def finish(self, seconds: float) -> None:
        """Let those that are nearly done end."""
        until = time.monotonic() + seconds
        for run in self._runs.values():
            run.join(max(until - time.monotonic(), 0))

    def stop(self, names: Iterable[str]) -> None:
        """Stop these by hand, and all whose time is over; Stuck when one does not let itself."""
        told = set(names)
        for name, run in self._runs.items():
            if not run.is_alive():
                continue
            if name in told or run.stopped_at is not None:
                run.stop(ByHand)
            elif time.monotonic() > run.until:
                run.stop(TooLong)

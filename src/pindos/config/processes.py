"""One process that is kept alive: started, started again when it dies, stopped."""

import contextlib
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Protocol

from pindos.config.lifeline import WATCHED_BY

FIRST_PAUSE = 0.5  # seconds before a dead process is started again
LONGEST_PAUSE = 30.0  # seconds; the pause doubles up to this
STEADY = 60.0  # seconds of life after which the pause is the first one again
LOOK = 0.02  # seconds between two looks whether a process has ended

# Of glibc: threads share two heaps instead of having one each, and what is free goes back
HEAPS = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072"}

logger = logging.getLogger("pindos.up")


class Child(Protocol):
    """A process below ours, as ``subprocess.Popen`` shows it."""

    pid: int

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""

    def wait(self) -> int:
        """Its exit code, as soon as it has one."""

    def terminate(self) -> None:
        """Ask it to stop."""


class Forked:
    """A child that ``subprocess`` did not start."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._code: int | None = None

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""
        if self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def wait(self) -> int:
        """Its exit code, as soon as it has one."""
        while (code := self.poll()) is None:
            time.sleep(LOOK)
        return code

    def terminate(self) -> None:
        """Ask it to stop; one that has ended already hears nothing."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


def pause_after(deaths: int) -> float:
    """Seconds to wait after so many deaths in a row."""
    return min(FIRST_PAUSE * 2.0 ** min(deaths - 1, 20), LONGEST_PAUSE)


def started(*module: str, keep: tuple[int, ...] = ()) -> "subprocess.Popen[bytes]":
    """A Python module in a process of its own; only the supervisor hears the keyboard.

    ``keep``: descriptors that it gets as they are.
    """
    told = {**HEAPS, **os.environ, WATCHED_BY: str(os.getpid())}
    command = [sys.executable, "-m", *module]
    return subprocess.Popen(command, env=told, process_group=0, pass_fds=keep)


class Process:
    """A process of the house and how often it died lately."""

    def __init__(self, name: str, start: Callable[[], Child | None]) -> None:
        """``start`` may say None: not yet, ask again at the next turn."""
        self.name = name
        self._start = start
        self._running: Child | None = None
        self._since = 0.0
        self._next_start = 0.0
        self._deaths = 0

    def keep_alive(self, now: float) -> None:
        """Start it if it is time to; notice if it has died. Times are of the monotonic clock."""
        if self._running is None:
            if now >= self._next_start:
                self._running, self._since = self._start(), now
            return
        if (code := self._running.poll()) is None:
            return
        self._deaths = 1 if now - self._since > STEADY else self._deaths + 1
        pause = pause_after(self._deaths)
        self._running, self._next_start = None, now + pause
        logger.error("%s %s; starting it again in %g s", self.name, how_it_ended(code), pause)

    def pid(self) -> int | None:
        """Its number while it is looked after."""
        return self._running.pid if self._running else None

    def ask_to_stop(self) -> None:
        """Let it end what it is doing."""
        if self._running:
            self._running.terminate()

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._running is not None and self._running.poll() is None

    def end(self, why: str) -> None:
        """End it, and what it started, by force if need be; ``why`` is what is said then."""
        if self._running is None:
            return
        if self.is_alive():
            logger.warning("%s %s", self.name, why)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._running.pid, signal.SIGKILL)
        self._running.wait()


def how_it_ended(code: int) -> str:
    """The exit code in words."""
    return f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"

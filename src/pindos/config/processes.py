"""One process that is kept alive: started, started again when it dies, stopped."""

import contextlib
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from pindos.config.lifeline import WATCHED_BY

FIRST_PAUSE = 0.5  # seconds before a dead process is started again
LONGEST_PAUSE = 30.0  # seconds; the pause doubles up to this
STEADY = 60.0  # seconds of life after which the pause is the first one again

logger = logging.getLogger("pindos.up")


def pause_after(deaths: int) -> float:
    """Seconds to wait after so many deaths in a row."""
    return min(FIRST_PAUSE * 2.0 ** min(deaths - 1, 20), LONGEST_PAUSE)


def started(*module: str) -> "subprocess.Popen[bytes]":
    """A Python module in a process of its own; only the supervisor hears the keyboard."""
    watched = {**os.environ, WATCHED_BY: str(os.getpid())}
    return subprocess.Popen([sys.executable, "-m", *module], env=watched, process_group=0)


class Process:
    """A process of the house and how often it died lately."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self._command = command
        self._running: subprocess.Popen[bytes] | None = None
        self._since = 0.0
        self._next_start = 0.0
        self._deaths = 0

    def keep_alive(self, now: float) -> None:
        """Start it if it is time to; notice if it has died. Times are of the monotonic clock."""
        if self._running is None:
            if now >= self._next_start:
                self._running, self._since = started(*self._command), now
            return
        if (code := self._running.poll()) is None:
            return
        self._deaths = 1 if now - self._since > STEADY else self._deaths + 1
        pause = pause_after(self._deaths)
        self._running, self._next_start = None, now + pause
        logger.error("%s %s; starting it again in %g s", self.name, how_it_ended(code), pause)

    def ask_to_stop(self) -> None:
        """Let it end what it is doing."""
        if self._running:
            self._running.terminate()

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._running is not None and self._running.poll() is None

    def end(self) -> None:
        """End it, and what it started, by force if need be."""
        if self._running is None:
            return
        if self.is_alive():
            logger.warning("%s does not stop; ending it", self.name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._running.pid, signal.SIGKILL)
        self._running.wait()


def how_it_ended(code: int) -> str:
    """The exit code in words."""
    return f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"

"""The process that has read Django once and forks the others, as the supervisor sees it.

What was read before a fork is in memory once for all of them, and a process that died lives again
at once. A forked process is a child of the supervisor, not of the nursery, and outlives it.
"""

import contextlib
import os
import socket

from pindos.config.processes import Child, Forked, Process, started

READY = b"ready\n"
PATIENCE = 30.0  # seconds that a fork may take, on a busy machine


class Nursery:
    """Forks on demand as soon as it has read everything."""

    def __init__(self) -> None:
        self.process = Process("nursery", self._begin)
        self._line: socket.socket | None = None
        self._is_ready = False

    def fork(self, name: str) -> Child | None:
        """A new process of this name; None while there is no nursery that could."""
        if self._line is None or not self._can_fork(self._line):
            return None
        try:
            self._line.sendall(f"{name}\n".encode())
            said = self._line.recv(20)
        except OSError:
            said = b""
        if not said:  # it is dying, or stuck: another one is started as soon as it has ended
            self._line = None
            self.process.ask_to_stop()
            return None
        return Forked(int(said))

    def _begin(self) -> Child:
        ours, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            child = started("pindos.config.forking", str(number), keep=(number,))
        ours.setblocking(False)
        self._line, self._is_ready = ours, False
        return child

    def _can_fork(self, line: socket.socket) -> bool:
        if not self._is_ready:
            with contextlib.suppress(OSError):  # nothing is said yet, or it has died
                self._is_ready = line.recv(len(READY)) == READY
                line.settimeout(PATIENCE)
        return self._is_ready


def bury_orphans(known: set[int]) -> None:
    """Take note of the end of processes that came to us when their own parent died."""
    with contextlib.suppress(ChildProcessError):
        while found := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            if found.si_pid in known:
                return
            os.waitpid(found.si_pid, 0)

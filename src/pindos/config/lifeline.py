"""No process outlives the one that watches over it, not even when that one is killed."""

import ctypes
import multiprocessing
import os
import signal
import time

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
WATCHED_BY = "PINDOS_WATCHED_BY"  # the pid of the supervisor, for the processes it starts
ADOPTION = 30.0  # seconds within which a forked process has become the supervisor's, at worst

_watchers: list[int] = []


def tie(parent: int) -> None:
    """Have the kernel kill this process as soon as its parent dies; Linux only."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we had asked
        os.kill(os.getpid(), signal.SIGKILL)


def tie_to_supervisor() -> None:
    """Tie this process to the supervisor that started it, if one did."""
    if watcher := os.environ.pop(WATCHED_BY, ""):
        tie(int(watcher))
        _watchers.append(int(watcher))


def adopt() -> None:
    """Become the parent of every process below ours whose own parent ends; Linux only."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def tie_again(watcher: int) -> bool:
    """Tie a process that was forked for the supervisor to it; False when it is not its parent."""
    until = time.monotonic() + ADOPTION
    while os.getppid() != watcher:
        if time.monotonic() > until:
            return False
        time.sleep(0.001)
    tie(watcher)
    return True


def is_watched() -> bool:
    """Whether a supervisor started this process: it holds the lock of the home."""
    return bool(_watchers)


def tie_to_web_server() -> None:
    """Tie a process that answers requests to the web server that started it."""
    if starter := multiprocessing.parent_process():
        tie(starter.pid or 0)

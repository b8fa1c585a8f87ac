"""Memory that a process has freed goes back to the system, holes between used pieces included.

The C library gives back by itself only what is free at the end of its heap. After a minute of 200
people 8 to 15 of some 50 MB of the heap of the process that answers were free, most of it in
pieces smaller than a page, which stay: 2 MB went back.
"""

import ctypes
from collections.abc import Callable


def give_back() -> None:
    """Let go of every page that is wholly free; some milliseconds, nothing without glibc."""
    if _trim is not None:
        _trim(0)


def _found() -> Callable[[int], int] | None:
    """``malloc_trim`` of glibc (``man 3 malloc_trim``); other C libraries have none."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None)


_trim = _found()

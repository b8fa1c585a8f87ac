"""What was freed goes back to the system."""

import ctypes
import re
from pathlib import Path

from tests.run.house import until

from pindos.kernel import heaps
from pindos.kernel.pulse import Pulse

BLOCK, BLOCKS = 64_000, 600  # bytes: small enough for the heap; 38 MB of them
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]


def held():
    """Bytes that this process has in memory for itself."""
    text = Path("/proc/self/smaps_rollup").read_text()
    return int(re.search(r"Private_Dirty:\s+(\d+) kB", text)[1]) * 1024


def holes():
    """What is held when memory was used and all but its last block is freed, and that block."""
    blocks = [libc.malloc(BLOCK) for _ in range(BLOCKS)]
    for each in blocks:
        ctypes.memset(each, 1, BLOCK)
    for each in blocks[:-1]:
        libc.free(each)
    return held(), blocks[-1]


def test_holes_before_a_used_piece_are_given_back():
    full, last = holes()
    heaps.give_back()
    assert held() < full - BLOCK * BLOCKS / 2
    libc.free(last)


def test_a_process_that_gives_signs_of_life_gives_back_meanwhile(monkeypatch):
    monkeypatch.setattr(Pulse, "beat", lambda self: None)  # no row is written here
    full, last = holes()
    pulse = Pulse("work").start()
    until(lambda: held() < full - BLOCK * BLOCKS / 2, "the memory to be given back")
    pulse._ended.set()
    libc.free(last)


def test_another_c_library_is_left_alone(monkeypatch):
    monkeypatch.setattr(heaps, "_trim", None)
    heaps.give_back()

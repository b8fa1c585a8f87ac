"""A clock for whoever waits for mail: it stands until something is so, then the spell is over."""

import time
from types import SimpleNamespace


def spell_until(is_so):
    """What stands in the place of the module ``time``; asked by whoever waits, after each look."""
    return SimpleNamespace(monotonic=lambda: float("inf") if is_so() else 0.0, time=time.time)

"""Short work that makes much and leaves little: nobody looks through it for garbage meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Whoever makes all tables anew holds the models of each step: to look was a third of it.

    Not for work that grows with the rows: what refers to itself stays until the end.
    """
    was_looked_for = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looked_for:
            gc.enable()

"""How many requests this process has answered and how long they took; written down by its pulse.

Counters only grow for as long as the process lives. Each process has its own row, so that several
agree whoever is asked.
"""

import threading
from collections import Counter
from collections.abc import Mapping

BOUNDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
TOP = "inf"


class Meter:
    """Counts requests by class of status and by the bound under which their duration fell."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._classes: Counter[str] = Counter()
        self._under: Counter[str] = Counter()
        self._seconds = 0.0

    def count(self, status: int, seconds: float) -> None:
        """One more request."""
        under = next((str(bound) for bound in BOUNDS if seconds <= bound), TOP)
        with self._lock:
            self._classes[f"{status // 100}xx"] += 1
            self._under[under] += 1
            self._seconds += seconds

    def read(self) -> Mapping[str, object]:
        """What was counted until now, as plain JSON."""
        with self._lock:
            return {
                "status": dict(self._classes),
                "under": dict(self._under),
                "seconds": round(self._seconds, 6),
            }

    def total(self) -> int:
        """How many requests."""
        with self._lock:
            return sum(self._classes.values())


requests = Meter()

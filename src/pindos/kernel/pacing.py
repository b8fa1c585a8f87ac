"""How fast somebody may go on asking: an even flow with some room for haste.

The generic cell rate algorithm (ITU-T I.371): each caller has one moment in the future up to
which their requests are paid for; no counters, no windows with edges.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

MOST_CALLERS = 20_000  # whoever asked longest ago is forgotten first


@dataclass
class Pace:
    """So many requests a minute for each caller, and so many at once; 0 a minute: no limit."""

    per_minute: int
    at_once: int
    _paid_until: OrderedDict[str, float] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, caller: str, now: float) -> float:
        """Seconds that a caller must wait; 0.0 lets the request in and counts it.

        ``now`` is in seconds of a clock that never goes back.
        """
        if not self.per_minute:
            return 0.0
        each = 60 / self.per_minute
        with self._lock:
            paid_until = max(self._paid_until.get(caller, now), now)
            ahead = paid_until - now
            if ahead > each * (self.at_once - 1) + 1e-9:
                return ahead - each * (self.at_once - 1)
            self._paid_until[caller] = paid_until + each
            self._paid_until.move_to_end(caller)
            if len(self._paid_until) > MOST_CALLERS:
                self._paid_until.popitem(last=False)
        return 0.0

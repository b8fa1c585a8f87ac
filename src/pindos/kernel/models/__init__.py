"""Tables of the kernel."""

from pindos.kernel.models.delivery import Delivery
from pindos.kernel.models.draft import Draft, Presence
from pindos.kernel.models.event import Change, Event
from pindos.kernel.models.heartbeat import Heartbeat
from pindos.kernel.models.option import Option
from pindos.kernel.models.ranked import Ranked
from pindos.kernel.models.repeat import Repeat
from pindos.kernel.models.schedule import Schedule
from pindos.kernel.models.versioned import Versioned

__all__ = [
    "Change",
    "Delivery",
    "Draft",
    "Event",
    "Heartbeat",
    "Option",
    "Presence",
    "Ranked",
    "Repeat",
    "Schedule",
    "Versioned",
]

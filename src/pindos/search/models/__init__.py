"""Tables of searching."""

from pindos.search.models.entry import Entry
from pindos.search.models.weight import Missed, Rebuild, Weight

__all__ = ["Entry", "Missed", "Rebuild", "Weight"]

"""Whether this instance is a demonstration: marked in its database when that is empty, for good.

The mark stands among the settings' rows, so that it costs no question of its own; no door changes
it, and it is refused to a database that holds anything.
"""

from typing import Any

from pindos.kernel import options
from pindos.kernel.models import Option


def is_demonstration() -> bool:
    """Whether all that stands here is made up, so that nothing may leave the house."""
    return bool(told())


def told() -> dict[str, Any]:
    """What the demonstration says of itself; empty in an instance with real data."""
    found = options.snapshot().values.get(options.DEMONSTRATION)
    return found if isinstance(found, dict) else {}


def mark(said: dict[str, Any]) -> None:
    """Mark the database, or say anew what it says of itself; inside the caller's act."""
    row = Option.objects.filter(key=options.DEMONSTRATION).first()
    options.write(row or Option(key=options.DEMONSTRATION), {"is_on": True, **said})

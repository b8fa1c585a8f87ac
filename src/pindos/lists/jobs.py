"""What the room does by the clock."""

from datetime import timedelta

from pindos.kernel.jobs import every
from pindos.lists.commands import tell_subscribers


@every(timedelta(minutes=10), name="tell-subscribers-of-views")
def tell_of_views() -> int:
    """Tell those who subscribed to a view what it finds."""
    return tell_subscribers()

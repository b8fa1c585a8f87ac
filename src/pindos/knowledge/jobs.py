"""What instructions do by the clock."""

from datetime import timedelta

from pindos.kernel.jobs import every
from pindos.knowledge.commands import forget_readings, remind_of_reviews


@every(timedelta(days=1), name="remind-of-instructions")
def remind() -> int:
    """Tell units which of their instructions ought to be looked at again; return how many."""
    return remind_of_reviews()


@every(timedelta(hours=6), name="forget-who-read-instructions")
def forget() -> int:
    """Forget who read which instruction a day ago; the counts stay. Return how many."""
    return forget_readings()

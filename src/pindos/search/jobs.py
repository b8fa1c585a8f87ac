"""What searching does by the clock."""

from datetime import timedelta

from pindos.kernel.jobs import every
from pindos.search.commands import forget_missed, rebuild_if_needed, recount, weigh


@every(timedelta(minutes=3), name="search-weigh")
def weigh_words() -> int:
    """Count the terms of what was written; return of how many entries."""
    return weigh()


@every(timedelta(days=7), name="search-recount", is_long=True)
def recount_words() -> int:
    """Count all terms anew; return of how many entries."""
    return recount()


@every(timedelta(minutes=1), name="search-build", is_long=True)
def build() -> int:
    """Build the index where it never was, or go on; return how many things."""
    return rebuild_if_needed()


@every(timedelta(days=1), name="search-forget-missed")
def forget() -> int:
    """Forget old searches that found nothing; return how many."""
    return forget_missed()

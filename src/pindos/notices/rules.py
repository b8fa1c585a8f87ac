"""Decisions about sending, without clock or database."""

from datetime import timedelta

MAX_TRIES = 10
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)


def pause_after(tries: int) -> timedelta:
    """Three times as long after every try, up to six hours: ten tries take a day and a night."""
    tripled: int = 3 ** min(tries - 1, MAX_TRIES)
    return min(FIRST_PAUSE * tripled, LONGEST_PAUSE)

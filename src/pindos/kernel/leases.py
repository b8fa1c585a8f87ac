"""Moments until which something rests or is held, by a clock on the wall that may be moved.

Leases are rows, so that any machine can take over; only the wall's clock is common to all. Put
on, it ends every lease early: whoever lost theirs undoes what they did. Put back, it would leave
a lease standing for as long as it was moved: a moment further ahead than any that is ever written
is believed by nobody. What lives in one process only (limits, throttles of requests, pauses
between turns, what is held for seconds) goes by the monotonic clock and feels neither.
"""

from datetime import datetime, timedelta

from django.db.models import Q

SLACK = timedelta(minutes=5)  # by which two clocks may differ


def is_over(field: str, now: datetime, longest: timedelta) -> Q:
    """Whether a moment was never set, has come, or cannot have been meant.

    ``longest`` is how far ahead it is ever written.
    """
    return (
        Q(**{f"{field}__isnull": True})
        | Q(**{f"{field}__lte": now})
        | Q(**{f"{field}__gt": now + longest + SLACK})
    )

"""Who is told what about tickets. Whoever did it is never told of it."""

from pindos.servicedesk.telling import kinds, referrals, tasks, work

__all__ = [
    "kinds",
    "referrals",
    "tasks",
    "work",
]
from pindos.servicedesk.telling import bulk

__all__ = ["bulk", "kinds", "referrals", "work"]

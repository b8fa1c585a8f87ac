"""Who is told what about tickets. Whoever did it is never told of it."""

from pindos.servicedesk.telling import (
    approvals,
    bulk,
    deadlines,
    kinds,
    merging,
    referrals,
    tasks,
    watching,
    work,
)

__all__ = [
    "approvals",
    "bulk",
    "deadlines",
    "kinds",
    "merging",
    "referrals",
    "tasks",
    "watching",
    "work",
]

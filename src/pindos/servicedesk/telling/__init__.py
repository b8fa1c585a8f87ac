"""Who is told what about tickets. Whoever did it is never told of it."""

from pindos.servicedesk.telling import bulk, kinds, referrals, tasks, watching, work

__all__ = ["bulk", "kinds", "referrals", "tasks", "watching", "work"]

"""Who is told what about tickets. Whoever did it is never told of it."""

from pindos.servicedesk.telling import referrals, work

__all__ = ["referrals", "work"]

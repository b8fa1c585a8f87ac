"""A kept connection is asked whether it lives only when it has lain still for a while.

Django asks at every request, which is one more question before each of them. A server that is
started anew takes longer than ``STILL``, so that its old connections are all found out.
"""

import time

from django.db.backends.postgresql import base

STILL = 1.0  # seconds


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL backend, with fewer questions about itself."""

    _used_at = -STILL

    def close_if_health_check_failed(self) -> None:
        """Close a connection that does not answer; called before whatever is asked of it."""
        now = time.monotonic()
        if now - self._used_at < STILL:
            self.health_check_done = True
        super().close_if_health_check_failed()
        self._used_at = now

"""The API of notices: the caller's own, and the webhooks of an administrator."""

from pindos.notices.api import own, webhooks
from pindos.notices.api.router import router

__all__ = ["own", "router", "webhooks"]

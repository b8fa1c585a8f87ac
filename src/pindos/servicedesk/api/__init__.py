"""The desk over HTTP: the same commands and queries as the pages."""

from pindos.servicedesk.api import acting, catalogue, goals, reading, reply_templates
from pindos.servicedesk.api.router import router

__all__ = [
    "acting",
    "goals",
    "reading",
    "reply_templates",
    "router",
]
from pindos.servicedesk.api import links

__all__ = ["acting", "goals", "links", "reading", "router"]
__all__ = ["acting", "catalogue", "goals", "reading", "reply_templates", "router"]
from pindos.servicedesk.api import (
    efforts,
    tasks,
)

__all__ = [
    "acting",
    "efforts",
    "goals",
    "reading",
    "reply_templates",
    "router",
    "tasks",
]
from pindos.servicedesk.api import bulk

__all__ = ["acting", "bulk", "goals", "reading", "reply_templates", "router"]

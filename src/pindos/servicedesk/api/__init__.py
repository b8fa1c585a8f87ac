"""The desk over HTTP: the same commands and queries as the pages.

What stands under an address of its own comes before ``/tickets/{ticket}``, which would take it.
"""

# isort: off
from pindos.servicedesk.api import calling
from pindos.servicedesk.api import bulk
from pindos.servicedesk.api import acting, catalogue, efforts, levels, links, reading
from pindos.servicedesk.api import (
    alike,
    approvals,
    guidance,
    feeds,
    merging,
    readers,
    reply_templates,
    tasks,
    watching,
)
from pindos.servicedesk.api.router import router
# isort: on

__all__ = [
    "acting",
    "alike",
    "approvals",
    "feeds",
    "bulk",
    "calling",
    "catalogue",
    "efforts",
    "guidance",
    "levels",
    "links",
    "merging",
    "readers",
    "reading",
    "reply_templates",
    "router",
    "tasks",
    "watching",
]

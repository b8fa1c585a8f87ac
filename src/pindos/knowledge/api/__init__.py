"""Instructions over HTTP: the same commands and queries as the pages."""

from pindos.knowledge.api import acting, reading
from pindos.knowledge.api.router import router

__all__ = ["acting", "reading", "router"]

"""Problems over HTTP: the same commands and queries as the pages."""

from pindos.problems.api import acting, reading
from pindos.problems.api.router import router

__all__ = ["acting", "reading", "router"]

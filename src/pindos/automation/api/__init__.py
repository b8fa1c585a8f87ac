"""Rules over HTTP: the same commands and queries as the pages."""

from pindos.automation.api import routines, rules
from pindos.automation.api.router import router

__all__ = ["router", "routines", "rules"]

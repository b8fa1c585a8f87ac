"""Rules over HTTP: the same commands and queries as the pages."""

from pindos.automation.api import rules
from pindos.automation.api.router import router

__all__ = ["router", "rules"]

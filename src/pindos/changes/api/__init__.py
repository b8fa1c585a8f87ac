"""Planned work over HTTP."""

from pindos.changes.api import changes
from pindos.changes.api.router import router

__all__ = ["changes", "router"]

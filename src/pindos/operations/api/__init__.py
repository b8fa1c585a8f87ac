"""The API of operations: the audit trail and the settings, for tokens that may do all."""

from pindos.operations.api import options, trail
from pindos.operations.api.router import router

__all__ = ["options", "router", "trail"]

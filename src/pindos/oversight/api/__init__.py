"""The API of oversight."""

from pindos.oversight.api import dispatches, figures, overview, reports
from pindos.oversight.api.router import router

__all__ = ["dispatches", "figures", "overview", "reports", "router"]

"""The API of oversight."""

from pindos.oversight.api import figures, overview, reports
from pindos.oversight.api.router import router

__all__ = ["figures", "overview", "reports", "router"]

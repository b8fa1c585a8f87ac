"""The API of oversight."""

from pindos.oversight.api import figures, overview
from pindos.oversight.api.router import router

__all__ = ["figures", "overview", "router"]

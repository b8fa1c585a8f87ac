"""Tables of oversight."""

from pindos.oversight.models.dispatch import Dispatch, Dispatched
from pindos.oversight.models.report import Report

__all__ = ["Dispatch", "Dispatched", "Report"]

"""Tables of oversight."""

from pindos.oversight.models.report import Report

__all__ = ["Report"]

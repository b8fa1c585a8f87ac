"""The lists of oversight."""

from pindos.oversight.queries import DISPATCHES

__all__ = ["DISPATCHES"]

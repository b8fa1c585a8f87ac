"""The lists of planned work."""

from pindos.changes.queries.listed import CHANGES

__all__ = ["CHANGES"]

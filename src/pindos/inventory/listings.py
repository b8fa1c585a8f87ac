"""The lists of the inventory."""

from pindos.inventory.queries.listed import ASSETS

__all__ = ["ASSETS"]

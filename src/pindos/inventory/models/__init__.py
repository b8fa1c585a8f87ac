"""Tables of the inventory."""

from pindos.inventory.models.asset import Asset, Intake

__all__ = ["Asset", "Intake"]

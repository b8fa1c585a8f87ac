"""The inventory app."""

from pindos.kernel.context import Context


class InventoryConfig(Context):
    """Named and placed; what it owns is said in the package's docstring."""

    name = "pindos.inventory"

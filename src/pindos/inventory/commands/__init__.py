"""Writing the inventory."""

from pindos.inventory.commands.assets import (
    add_asset,
    change_asset,
    restore_asset,
    retire_asset,
)
from pindos.inventory.commands.imports import (
    apply_assets,
    hand_in_assets,
    import_assets,
    intake_of,
    plan_assets,
)

__all__ = [
    "add_asset",
    "apply_assets",
    "change_asset",
    "hand_in_assets",
    "import_assets",
    "intake_of",
    "plan_assets",
    "restore_asset",
    "retire_asset",
]

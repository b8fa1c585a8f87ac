"""Reading the inventory. ``assets_for`` is the only door: every other query goes by it."""

from pindos.inventory.queries.assets import (
    AssetFacts,
    asset_by,
    asset_named,
    assets_by_id,
    assets_for,
    assets_of,
    looks_after,
    sees_assets,
)
from pindos.inventory.queries.listed import ASSETS

__all__ = [
    "ASSETS",
    "AssetFacts",
    "asset_by",
    "asset_named",
    "assets_by_id",
    "assets_for",
    "assets_of",
    "looks_after",
    "sees_assets",
]

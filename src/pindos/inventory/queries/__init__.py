"""Reading the inventory. ``assets_for`` is the only door: every other query goes by it."""

from pindos.inventory.queries.assets import (
    AssetFacts,
    asset_by,
    asset_kind,
    asset_named,
    asset_numbered,
    assets_by_id,
    assets_for,
    assets_of,
    looks_after,
    sees_assets,
)
from pindos.inventory.queries.findable import (
    asset_ids_after,
    assets_at,
    assets_of_person,
    assets_with_ids,
    findables,
    kind_elsewhere,
    words_of,
)
from pindos.inventory.queries.listed import ASSETS

__all__ = [
    "ASSETS",
    "AssetFacts",
    "asset_by",
    "asset_ids_after",
    "asset_kind",
    "asset_named",
    "asset_numbered",
    "assets_at",
    "assets_by_id",
    "assets_for",
    "assets_of",
    "assets_of_person",
    "assets_with_ids",
    "findables",
    "kind_elsewhere",
    "words_of",
    "looks_after",
    "sees_assets",
]

"""What the inventory tells the house."""

from pindos.kernel.events import DomainEvent


class AssetEvent(DomainEvent):
    """Something happened to a piece of equipment."""

    asset_id: int
    tag: str


class AssetAdded(AssetEvent):
    """It is known from now on."""


class AssetChanged(AssetEvent):
    """Something about it is put right, or it stands elsewhere."""


class AssetRetired(AssetEvent):
    """It is used no more; it stays on record."""


class AssetRestored(AssetEvent):
    """It is used again."""

"""The one router of operations."""

from ninja import Router

router = Router(tags=["operations"])

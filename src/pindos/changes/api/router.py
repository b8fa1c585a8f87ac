"""The router of planned work."""

from ninja import Router

router = Router(tags=["changes"])

"""The one router of the room: an address may have operations in several files."""

from ninja import Router

router = Router(tags=["organisation"])

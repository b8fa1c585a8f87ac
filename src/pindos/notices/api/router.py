"""Where the operations of notices hang."""

from ninja import Router

router = Router(tags=["notices"])

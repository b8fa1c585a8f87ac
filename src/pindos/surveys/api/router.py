"""Where the operations of surveys gather."""

from ninja import Router

router = Router(tags=["surveys"])

"""Where the operations of oversight gather."""

from ninja import Router

router = Router(tags=["oversight"])

"""The router of automation, by itself so that no module of the API stands above another."""

from ninja import Router

router = Router(tags=["automation"])

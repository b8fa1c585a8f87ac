"""One router: two operations on one path must stand on the same one."""

from ninja import Router

router = Router(tags=["service desk"])

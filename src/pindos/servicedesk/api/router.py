"""One router: two operations on one path must stand on the same one."""

from django.utils.translation import gettext_lazy as _
from ninja import Router

from pindos.kernel.errors import Forbidden
from pindos.kernel.web import Request

router = Router(tags=["service desk"])


def may_change_settings(request: Request) -> None:
    """Refuse a token whose scope is not all: it may work, but not change how others work."""
    if getattr(request, "scope", "all") != "all":
        raise Forbidden(_("Your token may not change settings. Use one with the scope all."))

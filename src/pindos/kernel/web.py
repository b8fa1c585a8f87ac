"""What every view is handed, and what every operation of the API may ask of a token."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_htmx.middleware import HtmxDetails

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden


class Request(HttpRequest):
    """A request after the middleware: it knows who is looking and whether htmx asks."""

    viewer: Viewer
    htmx: HtmxDetails


def may_change_settings(request: HttpRequest) -> None:
    """Refuse a token whose scope is not all: it may work, but not change how others work."""
    if getattr(request, "scope", "all") != "all":
        raise Forbidden(_("Your token may not change settings. Use one with the scope all."))

"""What every view is handed, what every operation may ask of a token, and plain answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django_htmx.middleware import HtmxDetails
from pydantic_core import to_json

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden


class Request(HttpRequest):
    """A request after the middleware: it knows who is looking and whether htmx asks."""

    viewer: Viewer
    htmx: HtmxDetails


def is_whole(request: HttpRequest) -> bool:
    """Whether who asks may do all that their account may: by no token, or one of scope all."""
    return bool(getattr(request, "scope", "all") == "all")


def may_change_settings(request: HttpRequest) -> None:
    """Refuse a token whose scope is not all: it may work, but not change how others work."""
    if not is_whole(request):
        raise Forbidden(_("Your token may not change settings. Use one with the scope all."))


def as_it_is(values: Any, status: int = 200) -> HttpResponse:
    """Plain values as JSON, not held against a schema once more: they come from our own rows.

    The schema that the operation declares stays true: tests hold what is sent against it.
    """
    return HttpResponse(to_json(values), "application/json; charset=utf-8", status)

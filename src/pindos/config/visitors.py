"""Who comes, from where and in which language: known before any view runs."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from pindos.identity.queries import language_of, viewer_for
from pindos.kernel.access import Viewer
from pindos.kernel.origin import coming_from
from pindos.kernel.web import Request


class VisitorMiddleware:
    """Sets request.viewer, the origin of all that is written, and the language of the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, with all three known."""
        visited = cast(Request, request)
        visited.viewer = cast(Viewer, SimpleLazyObject(lambda: viewer_for(request.user)))
        language = language_for(request)
        door = "api" if request.path.startswith("/api/") else "web"
        with coming_from(door, address_of(request)), translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_for(request: HttpRequest) -> str:
    """What the account prefers, else the cookie, else (API only) the header; else Greek."""
    known = dict(settings.LANGUAGES)
    chosen = language_of(request.user) or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if request.path.startswith("/api/") and "Accept-Language" in request.headers:
        chosen = translation.get_language_from_request(request)
    return chosen if chosen in known else settings.LANGUAGE_CODE


def address_of(request: HttpRequest) -> str:
    """The address of the caller; behind trusted proxies, what the outermost of them saw."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop]
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted:
        return str(hops[-trusted])[:60]
    return str(request.META.get("REMOTE_ADDR", ""))[:60]

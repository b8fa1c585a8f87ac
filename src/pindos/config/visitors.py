"""Who comes, from where and in which language: known before any view runs."""

from collections.abc import Callable
from ipaddress import ip_address
from typing import cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pindos.config.hosts import ALIVE
from pindos.config.session_length import is_over
from pindos.identity.commands import forget_sitting, note_seen
from pindos.identity.queries import (
    default_language,
    language_of,
    must_change_password,
    must_enrol,
    viewer_for,
)
from pindos.identity.terms import FACTOR
from pindos.kernel.access import NOBODY, Viewer
from pindos.kernel.origin import coming_from
from pindos.kernel.web import Request

WAYS_OUT = ("identity:password-change", "identity:sign-out", "shell:language", "shell:help")
ENROLMENT = (
    "identity:factor-list",
    "identity:app-add",
    "identity:passkey-add",
    "identity:passkey-add-ask",
    "identity:passkey-ask",
    "identity:recovery-codes-make",
    "identity:confirm",
    "identity:confirm-passkey",
    *WAYS_OUT,
)


class VisitorMiddleware:
    """Sets request.viewer, the origin of all that is written, and the language of the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on with all three known, unless a password must be changed first."""
        if request.path_info == ALIVE:  # whether the process lives is said without a database
            cast(Request, request).viewer = NOBODY
            return self.get_response(request)
        cast(Request, request).viewer = viewer_of(request)
        language = language_for(request)
        door = "api" if is_api(request) else "web"
        with coming_from(door, address_of(request)), translation.override(language):
            response = (
                first_the_password(request)
                or first_the_factor(request)
                or self.get_response(request)
            )
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks."""
    return request.path.startswith("/api/")


def has_token(request: HttpRequest) -> bool:
    """Whether the request brings a token; then no session counts, whatever the cookies say."""
    scheme = request.headers.get("Authorization", "").partition(" ")[0]
    return is_api(request) and scheme.lower() == "bearer"


def viewer_of(request: HttpRequest) -> Viewer:
    """Who the session is; one whose account may not look any more ends here."""
    if has_token(request):
        return NOBODY
    request.user = get_user(request)  # itself: what Django leaves there asks each time if it came
    if not request.user.is_authenticated:
        return NOBODY
    viewer = viewer_for(request.user)
    if not viewer.is_known or is_over(request):
        forget_sitting(key=request.session.session_key or "")
        logout(request)
        return NOBODY
    note_seen(key=request.session.session_key or "")
    return viewer


def first_the_password(request: HttpRequest) -> HttpResponse | None:
    """Whoever came with a one-time password goes nowhere else before it is changed."""
    if has_token(request) or not must_change_password(request.user):
        return None
    if is_api(request):
        words = _("Sign in on the web page first and change your one-time password.")
        return JsonResponse({"detail": words}, status=403)
    if request.path in {reverse(name) for name in WAYS_OUT}:
        return None
    return HttpResponseRedirect(reverse("identity:password-change"))


def first_the_factor(request: HttpRequest) -> HttpResponse | None:
    """Whoever must have a second factor and came without one goes nowhere else before it.

    A session that was earned with one costs no query here, and a token none at all.
    """
    viewer = cast(Request, request).viewer
    if not viewer.is_known or request.session.get(FACTOR):
        return None
    if not must_enrol(request.user, viewer, timezone.localdate()):
        return None
    if is_api(request):
        words = _("Sign in on the web page first and add the second factor that you need.")
        return JsonResponse({"detail": words}, status=403)
    if request.path in {reverse(name) for name in ENROLMENT}:
        return None
    return HttpResponseRedirect(reverse("identity:factor-list"))


def language_for(request: HttpRequest) -> str:
    """On the API what the header asks for; what the account or the cookie says; else a setting."""
    if is_api(request) and "Accept-Language" in request.headers:
        return translation.get_language_from_request(request)
    own = "" if has_token(request) else language_of(request.user)
    chosen = own or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else default_language()


def address_of(request: HttpRequest) -> str:
    """The address of the caller; behind trusted proxies, what the outermost of them saw.

    What is no address is nobody's word for one: then it is the nearest proxy's own.
    """
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted and _is_address(hops[-trusted]):
        return str(hops[-trusted])
    return str(request.META.get("REMOTE_ADDR", ""))[:60]


def _is_address(text: str) -> bool:
    try:
        return len(text) <= 60 and bool(ip_address(text))
    except ValueError:
        return False

"""Signing in to the API: with a token, or with the session of the pages."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer, SessionAuth
from ninja.utils import check_csrf

from pindos.identity.commands import note_token_use
from pindos.identity.queries import bearer_of, viewer_for
from pindos.identity.terms import Scope
from pindos.kernel.errors import Forbidden, Refused
from pindos.kernel.web import Request

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Unknown(Refused):
    """Nobody has said who they are, or not so that it can be believed."""

    status = 401


class TokenAuth(HttpBearer):
    """``Authorization: Bearer …``: a read token reads, the others write too."""

    def authenticate(self, request: HttpRequest, token: str) -> Any | None:
        """The account of the token; a bad one is refused even beside a good session."""
        bearer = bearer_of(token.strip())
        viewer = viewer_for(bearer.account) if bearer else None
        if bearer is None or viewer is None or not viewer.is_known:
            raise Unknown(_("This token is unknown, revoked or out of date. Make a new one."))
        if "Accept-Language" not in request.headers:
            translation.activate(bearer.account.language)
        if request.method not in READING and bearer.scope == Scope.READ:
            raise Forbidden(_("This token may only read. Use one with the scope write or all."))
        today = timezone.localdate()
        if bearer.last_used_on != today:
            note_token_use(token_id=bearer.token_id, on=today)
        request.user = bearer.account
        cast(Request, request).viewer = viewer
        cast(Any, request).scope = bearer.scope
        return bearer.account


class PageAuth(SessionAuth):
    """The session of the pages, for what their scripts ask; writing needs their CSRF token."""

    def _get_key(self, request: HttpRequest) -> str | None:
        is_known = cast(Request, request).viewer.is_known
        if is_known and request.method not in READING and check_csrf(request):
            raise Forbidden(
                _("The session alone may only read. Send X-CSRFToken with it, or use a token.")
            )
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any | None:
        """The account of the session, or None (401)."""
        return request.user if cast(Request, request).viewer.is_known else None

"""Signing in to the API with a token."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from pindos.identity.queries import bearer_of, viewer_for
from pindos.identity.terms import Scope
from pindos.kernel.errors import Forbidden
from pindos.kernel.web import Request


class TokenAuth(HttpBearer):
    """``Authorization: Bearer …``: a read token reads, the others write too."""

    def authenticate(self, request: HttpRequest, token: str) -> Any | None:
        """The account of the token, or None (401)."""
        bearer = bearer_of(token)
        if bearer is None:
            return None
        if request.method not in {"GET", "HEAD"} and bearer.scope == Scope.READ:
            raise Forbidden(_("This token may only read. Use one with the scope write or all."))
        cast(Request, request).viewer = viewer_for(bearer.account)
        cast(Any, request).scope = bearer.scope
        return bearer.account

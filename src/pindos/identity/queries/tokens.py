"""Tokens: whose one is, and which somebody has."""

import hashlib
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from pindos.identity.models import Account, Token
from pindos.kernel.access import Viewer


class Bearer(NamedTuple):
    """Whose a token is, and for what."""

    account: Account
    scope: str
    token_id: int
    last_used_on: date | None


def digest_of(token: str) -> str:
    """What is kept of a token: SHA-256 is enough for 238 random bits."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def bearer_of(token: str) -> Bearer | None:
    """The account of a token that is still good; one query."""
    good = Token.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now()),
        digest=digest_of(token),
        revoked_at=None,
        account__is_active=True,
    )
    found = good.select_related("account").first()
    return Bearer(found.account, found.scope, found.pk, found.last_used_on) if found else None


def tokens_for(viewer: Viewer) -> QuerySet[Token]:
    """The viewer's own tokens that are not revoked, the newest first."""
    mine = Token.objects.filter(account=viewer.account_id, revoked_at=None)
    return mine.order_by("-id")

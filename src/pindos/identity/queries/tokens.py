"""Tokens: whose one is, and which somebody has."""

import hashlib
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from pindos.identity.models import Account, Token
from pindos.kernel.access import Viewer
from pindos.kernel.prepared import keyed


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
    found = _good.first(digest_of(token), timezone.now())
    return Bearer(found.account, found.scope, found.pk, found.last_used_on) if found else None


@keyed
def _good(digest: str, now: datetime) -> QuerySet[Token]:
    lasts = Q(expires_at__isnull=True) | Q(expires_at__gt=now)
    good = Token.objects.filter(lasts, digest=digest, revoked_at=None, account__is_active=True)
    return good.select_related("account")


def tokens_for(viewer: Viewer) -> QuerySet[Token]:
    """The viewer's own tokens that are not revoked, the newest first."""
    mine = Token.objects.filter(account=viewer.account_id, revoked_at=None)
    return mine.order_by("-id")

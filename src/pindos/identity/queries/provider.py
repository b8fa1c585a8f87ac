"""The OpenID provider as it is set."""

from collections.abc import Mapping
from typing import Any

from pindos.identity.models import Provider
from pindos.identity.openid import Client
from pindos.kernel.cipher import opened

PURPOSE = "identity openid secret"


def the_provider() -> Provider | None:
    """The one row of it, switched on or not."""
    return Provider.objects.order_by("pk").first()


def provider_in_use() -> Provider | None:
    """The same, when people may sign in by it."""
    row = the_provider()
    return row if row and row.is_on else None


def client_of(row: Provider) -> Client:
    """As whom the provider knows us; Refused when the secret can no longer be read."""
    secret = opened(row.secret, purpose=PURPOSE)
    return Client(row.issuer, row.client_id, secret, row.scopes)


def has_outside_factor(row: Provider, claims: Mapping[str, Any]) -> bool:
    """Whether the provider has seen what counts as a second factor here (amr, acr)."""
    amr = claims.get("amr")
    said = {str(each) for each in amr} if isinstance(amr, list) else set()
    said.add(str(claims.get("acr", "")))
    return bool(said & set(row.factors))

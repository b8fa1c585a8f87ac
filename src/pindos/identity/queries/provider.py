"""The OpenID provider as it is set."""

from collections.abc import Mapping
from typing import Any

from pindos.identity.models import Provider
from pindos.identity.openid import Client
from pindos.identity.rules import mapped, role_told
from pindos.kernel.cipher import opened
from pindos.kernel.text import without_invisible

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


def said_by(claims: Mapping[str, Any], name: str) -> str:
    """One claim as a line of text; empty where it is missing."""
    return without_invisible(str(claims.get(name) or "")).strip()


def unit_of_claims(row: Provider, claims: Mapping[str, Any]) -> str:
    """The key of the unit that the table makes of the claim; nothing when it says nothing."""
    return mapped(_several(claims, row.unit_claim), row.units)


def role_of_claims(row: Provider, claims: Mapping[str, Any]) -> str:
    """The role that the table makes of the groups; the table's first line that fits counts."""
    return role_told(_several(claims, row.groups_claim), row.roles)


def _several(claims: Mapping[str, Any], name: str) -> list[str]:
    """A claim that may hold one thing or a list of them."""
    said = claims.get(name) if name else None
    return [str(each) for each in (said if isinstance(said, list) else [said]) if each]


def has_outside_factor(row: Provider, claims: Mapping[str, Any]) -> bool:
    """Whether the provider has seen what counts as a second factor here (amr, acr)."""
    amr = claims.get("amr")
    said = {str(each) for each in amr} if isinstance(amr, list) else set()
    said.add(str(claims.get("acr", "")))
    return bool(said & set(row.factors))

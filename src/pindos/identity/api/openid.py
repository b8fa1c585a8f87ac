"""The OpenID provider over HTTP: set and tried. Its secret is never given out."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from pindos.identity import commands
from pindos.identity.api.directory import StepOut, Table
from pindos.identity.api.router import router, whole
from pindos.identity.commands.openid import SHOWN
from pindos.identity.models import Provider
from pindos.identity.queries import policy_unit_of, the_provider
from pindos.kernel.errors import NotFound

Text = Annotated[str, Field(max_length=500)]
Name = Annotated[str, Field(max_length=60)]


class ProviderIn(Schema):
    """What is to change; what is left out stays. An empty secret is taken away."""

    issuer: Text | None = None
    client_id: Annotated[str, Field(max_length=200)] | None = None
    secret: Text | None = None
    scopes: Annotated[str, Field(max_length=200)] | None = None
    login_claim: Name | None = None
    email_claim: Name | None = None
    given_name_claim: Name | None = None
    family_name_claim: Name | None = None
    unit_claim: Name | None = None
    groups_claim: Name | None = None
    units: Table | None = None
    roles: Table | None = None
    button: Name | None = None
    factors: Annotated[list[Name], Field(max_length=20)] | None = None
    is_on: bool | None = None
    signs_out: bool | None = None
    version: int | None = Field(default=None, ge=0, le=2**31 - 1)


class ProviderOut(Schema):
    """The settings as they stand."""

    issuer: str
    client_id: str
    has_secret: bool
    scopes: str
    login_claim: str
    email_claim: str
    given_name_claim: str
    family_name_claim: str
    unit_claim: str
    groups_claim: str
    units: dict[str, str]
    roles: dict[str, str]
    button: str
    factors: list[str]
    is_on: bool
    signs_out: bool
    version: int


@router.get("/openid", response=ProviderOut)
def get_provider(request: HttpRequest) -> dict[str, Any]:
    """How people sign in by OpenID; for administrators of a whole administration."""
    policy_unit_of(whole(request))
    row = the_provider()
    if row is None:
        raise NotFound
    return _out(row)


@router.put("/openid", response=ProviderOut)
def set_provider(request: HttpRequest, asked: ProviderIn) -> dict[str, Any]:
    """Change how people sign in by OpenID."""
    said = asked.dict(exclude_none=True)
    row = commands.set_provider(
        viewer=whole(request),
        secret=said.pop("secret", None),
        version=said.pop("version", None),
        values=said,
    )
    return _out(row)


@router.post("/openid/try", response=list[StepOut])
def try_provider(request: HttpRequest) -> list[dict[str, Any]]:
    """Ask the provider for its particulars and keys."""
    steps = commands.try_provider(viewer=whole(request))
    return [{**each._asdict(), "label": str(each.label)} for each in steps]


def _out(row: Provider) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in SHOWN}
    return {**values, "has_secret": bool(row.secret), "version": row.version}

"""The directory over HTTP: set, tried, compared. Its password is never given out."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from pindos.identity import commands
from pindos.identity.api.router import router, whole
from pindos.identity.commands.directory import SHOWN
from pindos.identity.models import Directory
from pindos.identity.queries import policy_unit_of, the_directory
from pindos.identity.terms import SyncKind
from pindos.kernel.errors import NotFound

Text = Annotated[str, Field(max_length=500)]
Name = Annotated[str, Field(max_length=60)]
Table = Annotated[dict[Text, Name], Field(max_length=1000)]


class DirectoryIn(Schema):
    """What is to change; what is left out stays. An empty password is taken away."""

    servers: Annotated[list[Text], Field(max_length=5)] | None = None
    security: Name | None = None
    is_plain_wanted: bool | None = None
    certificate: Annotated[str, Field(max_length=50_000)] | None = None
    bind_dn: Text | None = None
    password: Text | None = None
    base_dn: Text | None = None
    user_filter: Text | None = None
    login_attribute: Name | None = None
    given_name_attribute: Name | None = None
    family_name_attribute: Name | None = None
    email_attribute: Name | None = None
    phone_attribute: Name | None = None
    unit_attribute: Name | None = None
    groups_attribute: Name | None = None
    units: Table | None = None
    roles: Table | None = None
    order: Name | None = None
    is_on: bool | None = None
    is_synced: bool | None = None
    version: int | None = Field(default=None, ge=0, le=2**31 - 1)


class DirectoryOut(Schema):
    """The settings as they stand."""

    servers: list[str]
    security: str
    is_plain_wanted: bool
    certificate: str
    bind_dn: str
    has_password: bool
    base_dn: str
    user_filter: str
    login_attribute: str
    given_name_attribute: str
    family_name_attribute: str
    email_attribute: str
    phone_attribute: str
    unit_attribute: str
    groups_attribute: str
    units: dict[str, str]
    roles: dict[str, str]
    order: str
    is_on: bool
    is_synced: bool
    version: int


class LoginIn(Schema):
    """Whom to look up while trying."""

    login: str = Field(default="", max_length=150)


class StepOut(Schema):
    """One thing that was tried."""

    label: str
    is_good: bool
    words: str


class TriedOut(Schema):
    """How far it came, and what one person would be here."""

    steps: list[StepOut]
    name: str
    email: str
    unit: str
    role: str


class ChangeOut(Schema):
    """One thing that the directory knows better."""

    kind: SyncKind
    name: str
    login: str
    words: str


class PlanOut(Schema):
    """How many entries were looked at, and what would change or has changed."""

    looked_at: int
    barred: int
    changes: list[ChangeOut]


@router.get("/directory", response=DirectoryOut)
def get_directory(request: HttpRequest) -> dict[str, Any]:
    """How the directory is asked; for administrators of a whole administration."""
    policy_unit_of(whole(request))
    row = the_directory()
    if row is None:
        raise NotFound
    return _out(row)


@router.put("/directory", response=DirectoryOut)
def set_directory(request: HttpRequest, asked: DirectoryIn) -> dict[str, Any]:
    """Change how the directory is asked."""
    said = asked.dict(exclude_none=True)
    row = commands.set_directory(
        viewer=whole(request),
        password=said.pop("password", None),
        version=said.pop("version", None),
        values=said,
    )
    return _out(row)


@router.post("/directory/try", response=TriedOut)
def try_directory(request: HttpRequest, asked: LoginIn) -> dict[str, Any]:
    """Ask the directory step by step, and look one person up."""
    tried = commands.try_directory(viewer=whole(request), login=asked.login)
    entry = tried.entry
    return {
        "steps": [{**each._asdict(), "label": str(each.label)} for each in tried.steps],
        "name": f"{entry.given_name} {entry.family_name}".strip() if entry else "",
        "email": entry.email if entry else "",
        "unit": tried.unit,
        "role": tried.role,
    }


@router.get("/directory/plan", response=PlanOut)
def plan_sync(request: HttpRequest) -> dict[str, Any]:
    """What comparing people with the directory would change; nothing is changed."""
    return commands.plan_sync(viewer=whole(request))._asdict()


@router.post("/directory/sync", response=PlanOut)
def sync_directory(request: HttpRequest) -> dict[str, Any]:
    """Carry it out."""
    return commands.sync_directory(viewer=whole(request))._asdict()


def _out(row: Directory) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in SHOWN}
    return {**values, "has_password": bool(row.secret), "version": row.version}

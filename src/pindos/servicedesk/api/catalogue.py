"""The catalogue over HTTP: what can be asked for, and tending it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema, Status
from pydantic import ValidationError

from pindos.kernel.errors import Forbidden, Invalid, NotFound
from pindos.kernel.web import Request, may_change_settings
from pindos.organisation.terms import Role
from pindos.servicedesk import commands
from pindos.servicedesk.api.router import router
from pindos.servicedesk.catalogue.shape import Content
from pindos.servicedesk.queries import (
    Offered,
    all_categories,
    categories_for,
    category_named,
    category_shown,
    shelves_of,
    versions_of,
)


class ChoiceOut(Schema):
    """One answer of a list; its key is what is sent."""

    key: str
    name: str


class FieldOut(Schema):
    """A field of a short form; the answer is sent under its key."""

    key: str
    kind: str
    name: str
    help: str
    required: bool
    choices: list[ChoiceOut]


class CategoryOut(Schema):
    """What can be asked for, in the caller's language."""

    key: str
    name: str
    group: str
    about: str
    first: str
    impact: str
    urgency: str
    competence: str
    for_desk: bool
    needs_approval: bool
    is_retired: bool
    version: int
    fields: list[FieldOut]


class VersionOut(Schema):
    """What a category said for a while."""

    number: int
    said: dict[str, Any]


class CategoryIn(Schema):
    """All that a category says, as the files of the catalogue spell it."""

    said: dict[str, Any]
    group: str = ""
    number: int | None = Field(None, description="the version that you changed")


class NewCategoryIn(CategoryIn):
    """A category that is new; without a key one is made of its name."""

    key: str = ""


class PlaceIn(Schema):
    """Whether it goes up or down."""

    is_up: bool


@router.get("/categories", response=list[CategoryOut])
def list_categories(request: Request, q: str = "", all: bool = False) -> list[CategoryOut]:
    """What you may choose when you open a ticket; ``all``: retired ones too, for administrators.

    ``q`` narrows it to those that hold all its words, whatever their accents.
    """
    viewer = request.viewer
    if all and not viewer.holds(Role.ADMINISTRATOR):
        raise Forbidden(_("Only an administrator sees retired categories."))
    found = all_categories() if all else categories_for(viewer)
    return [_out(each) for shelf in shelves_of(found, q) for each in shelf.categories]


@router.get("/categories/{category}", response=CategoryOut)
def category_show(request: Request, category: str) -> CategoryOut:
    """One category with the fields of its form."""
    if request.viewer.holds(Role.ADMINISTRATOR):
        return _out(category_shown(category))
    try:
        return _out(category_named(request.viewer, category))
    except Invalid as error:
        raise NotFound from error


@router.get("/categories/{category}/versions", response=list[VersionOut])
def category_versions(request: Request, category: str) -> list[VersionOut]:
    """All that a category ever said, the newest first; administrators."""
    if not request.viewer.holds(Role.ADMINISTRATOR):
        raise Forbidden(_("Only an administrator sees the versions of a category."))
    rows = versions_of(category_shown(category).id)
    return [VersionOut(number=row.number, said=row.said) for row in rows]


@router.post("/categories", response={201: CategoryOut})
def category_add(request: Request, body: NewCategoryIn) -> Status[CategoryOut]:
    """Let something new be asked for; administrators."""
    may_change_settings(request)
    row = commands.add_category(
        viewer=request.viewer, key=body.key, group=body.group, content=_content(body.said)
    )
    return Status(201, _out(category_shown(row.key)))


@router.post("/categories/{category}/change", response=CategoryOut)
def category_change(request: Request, category: str, body: CategoryIn) -> CategoryOut:
    """Publish what it says from now on; administrators.

    With a ``number`` what others published since stays, and what both changed is refused (409).
    """
    may_change_settings(request)
    commands.change_category(
        viewer=request.viewer,
        key=category,
        content=_content(body.said),
        group=body.group,
        seen=None if body.number is None else {"number": body.number},
    )
    return _out(category_shown(category))


@router.post("/categories/{category}/restore/{number}", response=CategoryOut)
def category_restore(request: Request, category: str, number: int) -> CategoryOut:
    """Publish again what it said in an older version; administrators."""
    may_change_settings(request)
    commands.restore_category(viewer=request.viewer, key=category, number=number)
    return _out(category_shown(category))


@router.post("/categories/{category}/retire", response=CategoryOut)
def category_retire(request: Request, category: str) -> CategoryOut:
    """Let nobody choose it any longer; administrators."""
    may_change_settings(request)
    commands.retire_category(viewer=request.viewer, key=category)
    return _out(category_shown(category))


@router.post("/categories/{category}/offer", response=CategoryOut)
def category_offer(request: Request, category: str) -> CategoryOut:
    """Let a retired one be chosen again; administrators."""
    may_change_settings(request)
    commands.offer_category(viewer=request.viewer, key=category)
    return _out(category_shown(category))


@router.post("/categories/{category}/place", response=CategoryOut)
def category_place(request: Request, category: str, body: PlaceIn) -> CategoryOut:
    """Put it one place higher or lower in its group; administrators."""
    may_change_settings(request)
    row = commands.place_category(viewer=request.viewer, key=category, is_up=body.is_up)
    return _out(category_shown(row.key))


def _content(said: dict[str, Any]) -> Content:
    try:
        return Content.model_validate(said)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False)
        raise Invalid(
            {".".join(["said", *map(str, each["loc"])]): each["msg"] for each in faults}
        ) from error


def _out(one: Offered) -> CategoryOut:
    said = one.content
    return CategoryOut(
        key=one.key,
        name=one.name,
        group=one.group_key,
        about=said.about,
        first=said.first,
        impact=said.impact,
        urgency=said.urgency,
        competence=said.competence,
        for_desk=said.is_for_desk,
        needs_approval=said.needs_approval,
        is_retired=one.is_retired,
        version=one.version,
        fields=[
            FieldOut(
                key=field.key,
                kind=field.kind,
                name=field.name,
                help=field.help,
                required=field.is_required,
                choices=[ChoiceOut(key=each.key, name=each.name) for each in field.choices],
            )
            for field in said.fields
        ],
    )

"""Pseudonyms over HTTP: the look at what one would change, and the act itself."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request
from pindos.operations.api.person_exports import Id, whole
from pindos.operations.api.router import router
from pindos.operations.commands import plan_pseudonym, pseudonymise_person
from pindos.operations.listings import PSEUDONYMS


class CountedOut(Schema):
    """How much of one table would be erased or changed, and how often the person is named."""

    label: str
    erased: int
    changed: int
    mentions: int


class PseudonymPlanOut(Schema):
    """What would be done; ``typed`` is to be sent as ``confirm``. ``files`` stay as they are."""

    person_id: int
    name: str
    tables: list[CountedOut]
    files: int
    typed: str


class ConfirmIn(Schema):
    """The full name of the person."""

    confirm: Annotated[str, Field(max_length=200)]


class PseudonymOut(Schema):
    """A pseudonym that stands for somebody."""

    person_id: int
    number: int
    at: datetime
    erased: int
    changed: int
    mentions: int


class PseudonymPageOut(Schema):
    """Some pseudonyms, and what to send as after to get the next ones; empty at the end."""

    items: list[PseudonymOut]
    next: str


@router.get("/pseudonyms", response=PseudonymPageOut)
def list_pseudonyms(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> Any:
    """All pseudonyms that were given; administrators of a whole administration."""
    whole(request)
    return PSEUDONYMS.page_for(request.viewer, filter, sort, after, size)


@router.get("/people/{person_id}/pseudonymise", response=PseudonymPlanOut)
def pseudonym_plan(request: Request, person_id: Id) -> dict[str, Any]:
    """Count what would be erased and changed; changes nothing."""
    whole(request)
    plan = plan_pseudonym(viewer=request.viewer, person_id=person_id)
    return {**plan._asdict(), "tables": [each._asdict() for each in plan.tables]}


@router.post("/people/{person_id}/pseudonymise", response=PseudonymOut)
def person_pseudonymise(request: Request, person_id: Id, body: ConfirmIn) -> Any:
    """Let a pseudonym stand for somebody without access; it cannot be undone."""
    whole(request)
    return pseudonymise_person(viewer=request.viewer, person_id=person_id, confirm=body.confirm)

"""Rules of retention over HTTP: the dry run, switching, and files that are exempt."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request
from pindos.operations.api.person_exports import Id, whole
from pindos.operations.api.router import router
from pindos.operations.commands import (
    hold_file,
    plan_retention,
    release_file,
    set_retention,
    switch_off_retention,
    switch_on_retention,
)
from pindos.operations.listings import HOLDS, RETENTION_RULES

Months = Annotated[int, Field(ge=1, le=600)]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]


class RetentionIn(Schema):
    """A rule: ``id`` gives one that is there other months; without it a new one is made.

    ``kind`` is servicedesk.ticket, problems.problem or changes.change, ``what`` files or texts
    (all that is written, and the files), ``category`` a key of the catalogue or nothing.
    """

    months: Months
    id: Id | None = None
    kind: Annotated[str, Field(max_length=60)] = ""
    what: Annotated[str, Field(max_length=10)] = ""
    category: Annotated[str, Field(max_length=40)] = ""
    version: Version | None = None


class RetentionOut(Schema):
    """A rule; it erases nothing until it is switched on."""

    id: int
    kind: str
    category_id: int | None
    what: str
    months: int
    is_on: bool
    version: int


class RetentionPageOut(Schema):
    """Some rules, and what to send as after to get the next ones; empty at the end."""

    items: list[RetentionOut]
    next: str


class RetentionPlanOut(Schema):
    """What a rule would erase now; which files, ``GET /lists/retention-…/rows`` says.

    ``version`` and ``files`` (as ``confirm``) are to be sent to switch it on; ``size`` is in
    bytes, ``held`` and ``waiting`` are files that are due and left as they are.
    """

    version: int
    files: int
    entries: int
    attachments: int
    size: int
    held: int
    waiting: int


class SwitchOnIn(Schema):
    """What the dry run showed: the version of the rule, and how many files it would erase."""

    version: Version
    confirm: Annotated[int, Field(ge=0, le=2**31 - 1)]


class HoldIn(Schema):
    """Which file, by its number, and why it is exempt."""

    number: Annotated[str, Field(min_length=1, max_length=30)]
    reason: Annotated[str, Field(max_length=500)]


class LiftIn(Schema):
    """Which file, by its number."""

    number: Annotated[str, Field(min_length=1, max_length=30)]


class HoldOut(Schema):
    """That a file is exempt from all rules, until it is lifted."""

    id: int
    record_id: int
    reason: str
    at: datetime
    lifted_at: datetime | None


class HoldPageOut(Schema):
    """Some exemptions, and what to send as after to get the next ones; empty at the end."""

    items: list[HoldOut]
    next: str


@router.get("/retention", response=RetentionPageOut)
def list_retention(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> Any:
    """All rules of retention; administrators of a whole administration."""
    whole(request)
    return RETENTION_RULES.page_for(request.viewer, filter, sort, after, size)


@router.post("/retention", response=RetentionOut)
def retention_set(request: Request, body: RetentionIn) -> Any:
    """Make a rule, or give one other months; it is switched off."""
    whole(request)
    said = body.dict()
    return set_retention(viewer=request.viewer, rule_id=said.pop("id"), **said)


@router.get("/retention/{rule_id}/dry-run", response=RetentionPlanOut)
def retention_dry_run(request: Request, rule_id: Id) -> Any:
    """Count what a rule would erase now; changes nothing."""
    whole(request)
    return plan_retention(viewer=request.viewer, rule_id=rule_id)._asdict()


@router.post("/retention/{rule_id}/switch-on", response=RetentionOut)
def retention_switch_on(request: Request, rule_id: Id, body: SwitchOnIn) -> Any:
    """Let a rule erase from now on, after its dry run was looked at."""
    whole(request)
    return switch_on_retention(viewer=request.viewer, rule_id=rule_id, **body.dict())


@router.post("/retention/{rule_id}/switch-off", response=RetentionOut)
def retention_switch_off(request: Request, rule_id: Id) -> Any:
    """Let a rule erase nothing any more."""
    whole(request)
    return switch_off_retention(viewer=request.viewer, rule_id=rule_id)


@router.get("/holds", response=HoldPageOut)
def list_holds(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> Any:
    """The files that are or were exempt; administrators of a whole administration."""
    whole(request)
    return HOLDS.page_for(request.viewer, filter, sort, after, size)


@router.post("/holds", response=HoldOut)
def file_hold(request: Request, body: HoldIn) -> Any:
    """Exempt a file from all rules; for a head, director or administrator over its unit."""
    whole(request)
    return hold_file(viewer=request.viewer, record=body.number, reason=body.reason)


@router.post("/holds/lift", response=HoldOut)
def file_release(request: Request, body: LiftIn) -> Any:
    """Let the rules hold for a file again."""
    whole(request)
    return release_file(viewer=request.viewer, record=body.number)

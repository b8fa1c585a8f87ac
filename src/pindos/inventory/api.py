"""The inventory over HTTP: the same commands and queries as the pages."""

from typing import Annotated, Any

from ninja import Field, File, Router, Schema, Status
from ninja.files import UploadedFile

from pindos.inventory import commands
from pindos.inventory.models import Asset
from pindos.inventory.queries import ASSETS, asset_by
from pindos.inventory.terms import AssetStatus
from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request

router = Router(tags=["inventory"])


class AssetOut(Schema):
    """A piece of equipment."""

    id: int
    tag: str
    kind: str
    model: str
    serial: str
    site: str
    unit: str
    person: str | None
    status: str
    note: str
    version: int


class AssetPageOut(Schema):
    """Some of them, and where the next ones begin."""

    items: list[AssetOut]
    next: str


class AssetIn(Schema):
    """A new piece."""

    tag: str
    kind: Annotated[str, Field(description="computer, laptop, printer …")]
    site: Annotated[str, Field(description="key or id")]
    model: str = ""
    serial: str = ""
    person: Annotated[str, Field(description="id, key or e-mail")] = ""
    status: str = AssetStatus.IN_USE
    note: str = ""


class AssetChangeIn(Schema):
    """What is to be changed; with the version that was seen nobody's change is lost."""

    version: int | None = None
    tag: str | None = None
    kind: str | None = None
    site: str | None = None
    model: str | None = None
    serial: str | None = None
    person: str | None = None
    status: str | None = None
    note: str | None = None


class LineOut(Schema):
    """What a line of a file would do."""

    line: int
    tag: str
    outcome: str
    reason: str


class PlanOut(Schema):
    """What a file would do, or did."""

    counts: dict[str, int]
    lines: list[LineOut]


@router.get("/assets", response=AssetPageOut)
def list_assets(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> AssetPageOut:
    """The equipment that your units look after; ``filter`` asks anything of any column."""
    page = ASSETS.page_for(request.viewer, filter, sort, after, size)
    return AssetPageOut(items=[_out(row) for row in page.items], next=page.next)


@router.get("/assets/{int:asset}", response=AssetOut)
def asset_show(request: Request, asset: int) -> AssetOut:
    """One piece."""
    return _out(asset_by(request.viewer, asset))


@router.post("/assets", response={201: AssetOut})
def asset_add(request: Request, body: AssetIn) -> Status[AssetOut]:
    """Make a piece known; the unit competent for its place looks after it."""
    row = commands.add_asset(viewer=request.viewer, **body.model_dump())
    return Status(201, _out(row))


@router.post("/assets/import", response=PlanOut)
def asset_import(
    request: Request, file: File[UploadedFile], dry_run: bool = True
) -> dict[str, Any]:
    """Import a CSV file; lines in error stay out. Without ``dry_run=false`` nothing is written."""
    content = file.read()
    act = commands.plan_assets if dry_run else commands.import_assets
    plan = act(viewer=request.viewer, content=content)
    lines = [
        {"line": each.line, "tag": each.tag, "outcome": each.outcome, "reason": each.reason}
        for each in plan.drafts
    ]
    return {"counts": plan.counts, "lines": lines}


@router.post("/assets/{int:asset}/change", response=AssetOut)
def asset_change(request: Request, asset: int, body: AssetChangeIn) -> AssetOut:
    """Put it right, or put it elsewhere."""
    given = {name: value for name, value in body.model_dump().items() if value is not None}
    commands.change_asset(viewer=request.viewer, asset_id=asset, **given)
    return _out(asset_by(request.viewer, asset))


@router.post("/assets/{int:asset}/retire", response=AssetOut)
def asset_retire(request: Request, asset: int) -> AssetOut:
    """It is used no more; it stays on record."""
    return _out(commands.retire_asset(viewer=request.viewer, asset_id=asset))


@router.post("/assets/{int:asset}/restore", response=AssetOut)
def asset_restore(request: Request, asset: int) -> AssetOut:
    """It is used again."""
    return _out(commands.restore_asset(viewer=request.viewer, asset_id=asset))


def _out(row: Asset) -> AssetOut:
    return AssetOut(
        id=row.pk,
        tag=row.tag,
        kind=row.kind,
        model=row.model,
        serial=row.serial,
        site=row.site.key,
        unit=row.unit.key,
        person=row.person.key if row.person else None,
        status=row.status,
        note=row.note,
        version=row.version,
    )

"""What callers send and get. Only shapes: what the words must be is said by the commands."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Header, Schema
from pydantic import AwareDatetime, Field

from pindos.changes.models import Change
from pindos.changes.queries import (
    acts_open_to,
    aims_of,
    conflicts_of,
    hours_of,
    sight_of_change,
    story_of,
    ties_of,
)
from pindos.changes.terms import Kind, Risk, Scale, Tie, Undo
from pindos.inventory.queries import assets_by_id
from pindos.kernel.access import Viewer
from pindos.organisation.queries import sites_by_id, units_by_id

Plain = dict[str, Any]
Key = Annotated[
    str, Header(alias="Idempotency-Key", description="your name for this request, kept a week")
]
Named = Annotated[int | str, Field(union_mode="left_to_right")]
KindIn = Annotated[str, Field(json_schema_extra={"enum": list(Kind.values)})]
ScaleIn = Annotated[str, Field(json_schema_extra={"enum": list(Scale.values)})]
UndoIn = Annotated[str, Field(json_schema_extra={"enum": list(Undo.values)})]
TieIn = Annotated[str, Field(json_schema_extra={"enum": list(Tie.values)})]


class PlanIn(Schema):
    """What is to be done; only the title is needed to write it down.

    Moments have their time zone (ISO 8601, ``2026-11-28T18:00:00+02:00``).
    """

    title: str
    unit: Annotated[str, Field(description="key of the unit that does it")] = ""
    kind: KindIn = Kind.NORMAL.value
    reason: str = ""
    plan: str = ""
    back_out: str = ""
    scale: ScaleIn = Scale.FEW.value
    undo: UndoIn = Undo.EASY.value
    responsible: Annotated[Named | None, Field(description="id, key or e-mail")] = None
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    service: str = ""
    downtime: Annotated[int | None, Field(description="minutes", ge=0)] = None
    units: Annotated[list[str], Field(description="keys of the units affected")] = []
    sites: Annotated[list[Named], Field(description="keys or ids of the sites affected")] = []
    assets: Annotated[list[str], Field(description="inventory numbers")] = []


class EditIn(Schema):
    """What is put otherwise; with the version that was seen nobody's change is lost."""

    version: int | None = None
    title: str | None = None
    kind: KindIn | None = None
    reason: str | None = None
    plan: str | None = None
    back_out: str | None = None
    scale: ScaleIn | None = None
    undo: UndoIn | None = None
    responsible: Named | None = None
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    service: str | None = None
    downtime: Annotated[int | None, Field(ge=0)] = None
    units: list[str] | None = None
    sites: list[Named] | None = None
    assets: list[str] | None = None


class ActIn(Schema):
    """With the version that was seen, nothing is decided on what has changed since."""

    version: int | None = None


class MayReasonIn(ActIn):
    """Why, where it is worth saying."""

    reason: str = ""


class ReasonIn(ActIn):
    """Why."""

    reason: str


class FinishIn(ActIn):
    """How it went, in a few words."""

    text: str = ""


class ReviewIn(ActIn):
    """What went well, and what to do otherwise the next time."""

    text: str
    otherwise: str = ""


class MoveIn(ReasonIn):
    """The new time, with its time zone, and why."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime


class NoteIn(Schema):
    """What somebody writes about it."""

    text: str


class LinkIn(Schema):
    """A ticket, and what it has to do with the work."""

    ticket: Named
    tie: TieIn = Tie.SOLVES.value


class UnlinkIn(Schema):
    """A ticket that belongs to it no more."""

    ticket: Named


class AimIn(Schema):
    """A problem, by its id or number."""

    problem: Named


class ChangeOut(Schema):
    """A change; people are ids, ``downtime`` is in minutes, ``risk`` is low, medium or high."""

    id: int
    number: str
    title: str
    state: str
    kind: str
    risk: str
    unit: str
    responsible: int | None
    planned_by: int
    starts_at: datetime | None
    ends_at: datetime | None
    service: str
    downtime: int | None
    version: int


class ChangePageOut(Schema):
    """Some of them, and where the next ones begin."""

    items: list[ChangeOut]
    next: str


class LineOut(Schema):
    """A line of the timeline: what happened (``words``) or what somebody wrote (``text``)."""

    id: int
    step: str
    at: datetime
    author: str
    words: str
    text: str
    otherwise: str
    is_internal: bool
    files: list[int]


class TieOut(Schema):
    """A ticket that belongs to it."""

    ticket: str
    tie: str


class ChangeWholeOut(ChangeOut):
    """All of one, as far as you read it; ``acts`` are the verbs open to you."""

    reason: str
    plan: str
    back_out: str
    scale: str
    undo: str
    units: list[str]
    sites: list[str]
    assets: list[str]
    acts: list[str]
    conflicts: Annotated[list[str], Field(description="numbers of other work in this window")]
    working_minutes: Annotated[
        int | None, Field(description="how much of the window falls into working hours")
    ]
    holidays: list[str]
    tickets: list[TieOut]
    problems: Annotated[list[str], Field(description="numbers of those that it is to solve")]
    timeline: list[LineOut]
    reads_all: bool


class PlannedOut(Schema):
    """Planned work that concerns you; ``is_off``: it was called off."""

    id: int
    title: str
    service: str
    starts_at: datetime
    ends_at: datetime
    downtime: int | None
    is_off: bool
    is_moved: bool


def change_out(row: Change, unit_key: str) -> Plain:
    """A change as callers get it."""
    return {
        "id": row.pk,
        "number": row.number or "",
        "title": row.title,
        "state": row.state,
        "kind": row.kind,
        "risk": Risk(row.risk).name.lower(),
        "unit": unit_key,
        "responsible": row.responsible_id,
        "planned_by": row.planned_by_id,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "service": row.service,
        "downtime": row.downtime,
        "version": row.version,
    }


def whole_out(viewer: Viewer, row: Change) -> Plain:
    """All of one change, as far as the viewer reads it."""
    units, sites = units_by_id([row.unit_id, *row.units]), sites_by_id(row.sites)
    assets, hours = assets_by_id(viewer, row.assets), hours_of(row)
    return ChangeWholeOut(
        **change_out(row, units[row.unit_id].key),
        reason=row.reason,
        plan=row.plan,
        back_out=row.back_out,
        scale=row.scale,
        undo=row.undo,
        units=[units[pk].key for pk in row.units],
        sites=[sites[pk].key for pk in row.sites],
        assets=[assets[pk].tag for pk in row.assets if pk in assets],
        acts=sorted(act.value for act in acts_open_to(viewer, row)),
        conflicts=[other.number or "" for other in conflicts_of(viewer, row)],
        working_minutes=hours.working if hours else None,
        holidays=[holiday.name for holiday in hours.holidays] if hours else [],
        tickets=[
            TieOut(ticket=tie.ticket.number or "", tie=tie.tie) for tie in ties_of(viewer, row)
        ],
        problems=[aim.problem.number or "" for aim in aims_of(viewer, row)],
        timeline=_timeline(viewer, row),
        reads_all=sight_of_change(viewer, row) == "all",
    ).model_dump(mode="json")


def _timeline(viewer: Viewer, row: Change) -> list[LineOut]:
    return [
        LineOut(
            id=line.id,
            step=line.step,
            at=line.at,
            author=line.author,
            words=line.words,
            text=line.text,
            otherwise=line.more,
            is_internal=line.is_internal,
            files=[file.pk for file in line.files],
        )
        for line in story_of(viewer, row)
    ]

"""Backups and restore drills over HTTP: to be read, by whatever watches over the house."""

from datetime import datetime
from typing import Any

from ninja import Schema

from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request
from pindos.operations.api.person_exports import whole
from pindos.operations.api.router import router
from pindos.operations.listings import BACKUPS
from pindos.operations.queries import backups_for, state_of_backups


class BackupOut(Schema):
    """A backup or a drill; sizes in bytes, counts of what is in it or was brought back."""

    id: int
    kind: str
    state: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    snapshot: str
    size: int
    added: int
    rows: int
    tickets: int
    events: int
    files: int
    removed: int
    error: str


class BackupPageOut(Schema):
    """Some of them, and what to send as after to get the next ones; empty at the end."""

    items: list[BackupOut]
    next: str


class BackupStateOut(Schema):
    """How backups stand now: the last good backup and drill, and whether either is late."""

    is_on: bool
    is_late: bool
    is_drill_late: bool
    last: BackupOut | None
    drill: BackupOut | None
    failing: list[BackupOut]


@router.get("/backups", response=BackupPageOut)
def list_backups(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> Any:
    """Every backup and drill, the newest first; administrators of a whole administration."""
    whole(request)
    return BACKUPS.page_for(request.viewer, filter, sort, after, size)


@router.get("/backups/state", response=BackupStateOut)
def get_state_of_backups(request: Request) -> dict[str, Any]:
    """Whether backups are made, and are not late."""
    whole(request)
    backups_for(request.viewer)
    found = state_of_backups()
    return {**found._asdict(), "is_on": bool(found.repository)}

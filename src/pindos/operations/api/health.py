"""How the house is, over HTTP."""

from datetime import datetime
from typing import Any

from ninja import Schema

from pindos.kernel.health import Level
from pindos.kernel.web import Request
from pindos.operations.api.person_exports import whole
from pindos.operations.api.router import router
from pindos.operations.queries import health_for
from pindos.operations.reporting import report_of


class FindingOut(Schema):
    """One line: ``key`` and ``facts`` are for programs, ``count`` or ``at`` is its ground."""

    key: str
    level: Level
    label: str
    words: str
    todo: str
    count: int | None
    at: datetime | None
    facts: dict[str, Any]


class AreaOut(Schema):
    """What belongs together, and the gravest level in it."""

    key: str
    label: str
    level: Level
    findings: list[FindingOut]


class HealthOut(Schema):
    """The whole of it, as it was a moment ago."""

    level: Level
    at: datetime
    version: str
    areas: list[AreaOut]


@router.get("/instance/health", response=HealthOut)
def show_health(request: Request) -> dict[str, Any]:
    """Processes, queue, timetable, disk, database, mail, backup, address, clock, version, keys."""
    whole(request)
    return report_of(health_for(request.viewer))

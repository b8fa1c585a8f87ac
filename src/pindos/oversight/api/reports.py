"""Monthly reports over HTTP."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Schema, Status
from pydantic import Field

from pindos.kernel.pages import PAGE, page_of
from pindos.kernel.web import Request
from pindos.oversight.api.router import router
from pindos.oversight.commands import ask_report, take_report
from pindos.oversight.queries import overseeing, reports_for
from pindos.oversight.serving import file_of

Short = Annotated[str, Field(json_schema_extra={"maxLength": 200})]
Size = Annotated[int, Field(ge=1, le=200)]


class ReportIn(Schema):
    """The report of which month (2026-10); ``unit`` is needed by who oversees for several."""

    month: Short
    unit: Short = ""


class ReportOut(Schema):
    """A report: asked, made or failed; ``size`` in bytes, 0 while there is no file."""

    id: int
    month: date
    unit_id: int
    state: str
    asked_at: datetime
    made_at: datetime | None
    size: int


class ReportPageOut(Schema):
    """Some reports, and what to send as after to get the next ones; empty at the end."""

    items: list[ReportOut]
    next: str


@router.get("/reports", response=ReportPageOut)
def list_reports(request: Request, after: Short = "", size: Size = PAGE) -> dict[str, Any]:
    """The monthly reports, the newest first; 403 for those who do not oversee."""
    overseeing(request.viewer)
    page = page_of(reports_for(request.viewer), by=("-month", "-id"), after=after, size=size)
    return {"items": page.items, "next": page.next}


@router.post("/reports", response={202: ReportOut})
def make_report(request: Request, body: ReportIn) -> Status[Any]:
    """Have the report of a month made, or made again; it is there within minutes."""
    return Status(202, ask_report(viewer=request.viewer, month=body.month, unit=body.unit))


@router.get("/reports/{report_id}/download")
def download_report(request: Request, report_id: int) -> HttpResponse:
    """The PDF; that it was taken is noted in the audit."""
    return file_of(take_report(viewer=request.viewer, report_id=report_id))

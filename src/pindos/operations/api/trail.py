"""The API of operations: the audit trail, for tokens that may do all."""

from datetime import date, datetime
from typing import Annotated, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Schema
from pydantic import Field

from pindos.kernel.errors import Refused
from pindos.kernel.filtering import Filter, Sort
from pindos.kernel.web import Request, is_whole
from pindos.operations.api.router import router
from pindos.operations.commands import note_look
from pindos.operations.listings import AUDIT
from pindos.operations.queries import Line, audit_for, lines_of
from pindos.operations.terms import Asked

Text = Annotated[str, Field(max_length=200)]


class ScopeTooSmall(Refused):
    """The token may not read the audit trail."""

    status = 403


class AskedIn(Schema):
    """What is wanted of the trail."""

    person: Text = ""
    subject: Text = ""
    unit: Text = ""
    kind: Text = ""
    since: date | None = None
    until: date | None = None


class DifferenceOut(Schema):
    """One field before and after, in words."""

    field: str
    before: str
    after: str
    is_erased: bool


class LineOut(Schema):
    """One event in words."""

    seq: int
    at: datetime
    name: str
    did: str
    who: str
    capacity: str
    about: str
    unit: str
    door: str
    address: str
    differences: list[DifferenceOut]


class TrailPage(Schema):
    """Some events, newest first, and where the rest begins."""

    items: list[LineOut]
    next: str


@router.get("/audit", response=TrailPage)
def list_audit(
    request: HttpRequest,
    asked: Query[AskedIn],
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: str = "",
) -> dict[str, list[Line] | str]:
    """Who did what, as far as the caller may know it.

    ``filter`` asks anything of any column of the list audit; ``sort`` is a column.
    """
    if not is_whole(request):
        raise ScopeTooSmall(_("The audit trail needs a token with the scope all."))
    viewer, wanted = cast(Request, request).viewer, Asked(**asked.model_dump(), filter=filter)
    rows = AUDIT.narrowed(viewer, audit_for(viewer, wanted), AUDIT.read(filter))
    page = AUDIT.page_of(rows, sort, after)
    if not after:
        note_look(viewer=viewer, asked=wanted)
    return {"items": lines_of(page.items), "next": page.next}

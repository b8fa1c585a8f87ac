"""Reading tickets over HTTP."""

from typing import Annotated

from django.http import HttpResponse
from django.utils import timezone
from pydantic import BeforeValidator, Field

from pindos.kernel.filtering import terms
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request
from pindos.servicedesk.api.matching import tag_of
from pindos.servicedesk.api.router import router
from pindos.servicedesk.api.told import (
    TicketPageOut,
    WholeTicketOut,
    tickets_out,
    whole_ticket_out,
)
from pindos.servicedesk.queries import TICKETS, Wanted, matching, ticket_by, tickets_for

LONGEST = 500  # characters of a filter or a cursor
Text = Annotated[str, Field(max_length=LONGEST)]
Filter = Annotated[str, Field(json_schema_extra={"maxLength": terms.LONGEST})]
Yes = Annotated[bool | None, BeforeValidator(lambda value: None if value == "" else value)]
Size = Annotated[int, Field(ge=1, le=200)]


@router.get("/tickets", response=TicketPageOut)
def list_tickets(
    request: Request,
    unit: Text = "",
    state: Text = "",
    prefecture: Text = "",
    late: Yes = None,
    assignee: Text = "",
    requester: Text = "",
    referral: Text = "",
    category: Text = "",
    q: Text = "",
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Text = "",
    after: Text = "",
    size: Size = PAGE,
) -> TicketPageOut:
    """Every ticket you may see, the most urgent first.

    ``state`` is one state, several with commas, or ``open``; ``assignee`` is ``me``, ``none`` or
    a person, ``requester`` ``me`` or a person, ``referral`` ``in``, ``out`` or ``any``,
    ``category`` a key or ``none``.
    ``filter`` asks anything of any column: ``state = open and (priority >= high or late = yes)``;
    ``sort`` is a column, falling with a minus.
    """
    wanted = Wanted(
        unit=unit,
        state=state,
        prefecture=prefecture,
        late=late,
        assignee=assignee,
        requester=requester,
        text=q,
        referral=referral,
        category=category,
    )
    viewer = request.viewer
    found = matching(viewer, tickets_for(viewer), wanted, timezone.now())
    found = TICKETS.narrowed(viewer, found, TICKETS.read(filter))
    page = TICKETS.page_of(found, sort, after, size)
    return TicketPageOut.model_construct(items=tickets_out(page.items), next=page.next)


@router.get("/tickets/{ticket}", response=WholeTicketOut)
def ticket_show(request: Request, ticket: str, response: HttpResponse) -> WholeTicketOut:
    """One ticket by id or number, its timeline by right, and what you may do to it now.

    Send its ETag back as ``If-Match`` when you act on it.
    """
    found = ticket_by(request.viewer, ticket)
    response.headers["ETag"] = tag_of(found)
    return whole_ticket_out(request.viewer, found)

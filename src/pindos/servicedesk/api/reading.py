"""Reading tickets over HTTP."""

from typing import Annotated

from django.http import HttpResponse
from pydantic import BeforeValidator, Field

from pindos.kernel.filtering import terms
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request, as_it_is
from pindos.servicedesk.api.matching import tag_of
from pindos.servicedesk.api.router import router
from pindos.servicedesk.api.told import (
    TicketPageOut,
    WholeTicketOut,
    tickets_told,
    whole_ticket_told,
)
from pindos.servicedesk.queries import Wanted, ticket_by, tickets_listed

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
) -> HttpResponse:
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
    page = tickets_listed(request.viewer, wanted, filter, sort, after, size)
    return as_it_is({"items": tickets_told(page.items), "next": page.next})


@router.get("/tickets/{ticket}", response=WholeTicketOut)
def ticket_show(request: Request, ticket: str) -> HttpResponse:
    """One ticket by id or number, its timeline by right, and what you may do to it now.

    Send its ETag back as ``If-Match`` when you act on it.
    """
    found = ticket_by(request.viewer, ticket)
    response = as_it_is(whole_ticket_told(request.viewer, found))
    response.headers["ETag"] = tag_of(found)
    return response

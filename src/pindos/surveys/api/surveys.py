"""The question on a ticket: reading and answering it."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Header, Schema
from pydantic import Field

from pindos.kernel.once import once
from pindos.kernel.web import Request
from pindos.surveys import commands
from pindos.surveys.api.router import router
from pindos.surveys.models import Survey
from pindos.surveys.queries import answers_on_ticket, asked_on_ticket

Key = Annotated[
    str, Header(alias="Idempotency-Key", description="your name for this request, kept a week")
]


class SurveyIn(Schema):
    """yes, partly or no, and a few words."""

    answer: Annotated[str, Field(max_length=10)]
    comment: Annotated[str, Field(max_length=4_000)] = ""


class SurveyOut(Schema):
    """A question about one solution; ``answer`` is empty until there is one."""

    solved_at: datetime
    asked_at: datetime
    good_until: datetime
    answer: str
    comment: str
    answered_at: datetime | None


@router.get("/tickets/{ticket}/surveys", response=list[SurveyOut])
def ticket_surveys(request: Request, ticket: str) -> list[Survey]:
    """What you were asked; and what was answered, if it was your unit that solved."""
    found = {row.pk: row for row in answers_on_ticket(request.viewer, ticket)}
    if mine := asked_on_ticket(request.viewer, ticket):
        found[mine.pk] = mine
    return sorted(found.values(), key=lambda row: row.solved_at, reverse=True)


@router.post("/tickets/{ticket}/survey", response=SurveyOut)
def ticket_survey(request: Request, ticket: str, body: SurveyIn, key: Key = "") -> Any:
    """Answer the last question on your own ticket, or change your answer."""
    viewer, asked = request.viewer, body.model_dump()

    def act() -> dict[str, Any]:
        row = commands.answer_survey(viewer=viewer, ticket_id=ticket, **asked)
        return SurveyOut.from_orm(row).model_dump(mode="json")

    return once(viewer=viewer, key=key, asked=["survey", ticket, asked], act=act)

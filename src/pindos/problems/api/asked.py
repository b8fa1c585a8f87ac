"""What callers send. Only shapes: what the words must be is said by the commands."""

from typing import Annotated

from ninja import Field, Schema

from pindos.problems.terms import MOST_TICKETS, Tell
from pindos.servicedesk.terms import Impact, Priority

SHORT = 200  # characters of a key, a name or a number
Short = Annotated[str, Field(max_length=SHORT)]
Named = Annotated[int | Short, Field(union_mode="left_to_right")]
ImpactIn = Annotated[str, Field(json_schema_extra={"enum": list(Impact.values)})]
PriorityIn = Annotated[
    str, Field(json_schema_extra={"enum": [each.name.lower() for each in Priority]})
]


class ProblemIn(Schema):
    """A new problem; without a unit that of its first ticket, else your own."""

    title: str
    description: str = ""
    unit: Short = ""
    tickets: Annotated[list[Named], Field(max_length=MOST_TICKETS)] = []
    category: Annotated[Short, Field(description="key of GET /categories")] = ""
    assignee: Annotated[Named | None, Field(description="id, key or e-mail")] = None
    impact: ImpactIn = Impact.UNIT.value
    priority: PriorityIn = "normal"
    cause: str = ""
    workaround: str = ""
    is_public: bool = False


class VersionIn(Schema):
    """With the version that was seen, what others changed since is not changed again."""

    version: int | None = None


class ProblemEditIn(VersionIn):
    """What is to be another; what is left out stays."""

    title: str | None = None
    description: str | None = None
    category: Short | None = None
    assignee: Annotated[Named | None, Field(description="id, key or e-mail; empty: nobody")] = None
    impact: ImpactIn | None = None
    priority: PriorityIn | None = None
    cause: str | None = None
    workaround: str | None = None
    is_public: bool | None = None
    fix: str | None = None


class TicketsIn(VersionIn):
    """Tickets by id or number, however typed."""

    tickets: Annotated[list[Named], Field(max_length=MOST_TICKETS)]


class PublishIn(VersionIn):
    """What the other units read, where it is not written yet."""

    cause: str | None = None
    workaround: str | None = None
    is_public: bool | None = None


class ResolveProblemIn(VersionIn):
    """What removed the cause, where it is not written yet."""

    fix: str | None = None


class OfferIn(VersionIn):
    """To which unit (its key), and why."""

    unit: str
    reason: str


class WhyIn(VersionIn):
    """Why."""

    reason: str = ""


class CascadeIn(Schema):
    """One message to all its open tickets, or one answer that solves them."""

    tell: Annotated[str, Field(json_schema_extra={"enum": list(Tell.values)})]
    text: str

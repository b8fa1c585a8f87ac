"""What callers send. Only shapes: what the words must be is said by the commands."""

from typing import Annotated, Any

from ninja import Schema
from pydantic import AliasChoices, Field

from pindos.servicedesk.terms import TEXT_LENGTH, TITLE_LENGTH, Impact, Urgency

SHORT = 200  # characters of a key, a name or an address


def words(name: str, **more: Any) -> Any:
    """A text field; it may also be sent as ``text``."""
    return Field(
        validation_alias=AliasChoices(name, "text"),
        json_schema_extra={"maxLength": TEXT_LENGTH},
        **more,
    )


Key = Annotated[str, Field(max_length=SHORT)]
Named = Annotated[int | Key, Field(union_mode="left_to_right")]
ImpactIn = Annotated[str, Field(json_schema_extra={"enum": list(Impact.values)})]
UrgencyIn = Annotated[str, Field(json_schema_extra={"enum": list(Urgency.values)})]


class TicketIn(Schema):
    """A problem. Without a place it is where the requester sits.

    Without impact and urgency those of the category hold, else one person and normal.
    """

    title: Annotated[str, Field(json_schema_extra={"maxLength": TITLE_LENGTH})]
    description: Annotated[str, Field(json_schema_extra={"maxLength": TEXT_LENGTH})] = ""
    prefecture: Annotated[Key | None, Field(description="key or name: FLO, ΦΛΩ")] = None
    site: Annotated[Named | None, Field(description="key or id")] = None
    impact: ImpactIn | None = None
    urgency: UrgencyIn | None = None
    requester: Annotated[Named | None, Field(description="id, key or e-mail")] = None
    category: Annotated[Key | None, Field(description="key of GET /categories")] = None
    answers: Annotated[
        dict[str, Any] | None, Field(description="by the keys of the category's fields")
    ] = None
    caller: Annotated[
        str, Field(description="who called, when the register does not hold them")
    ] = ""
    caller_phone: str = ""


class ActIn(Schema):
    """With the version that was seen, what others changed since is not changed again."""

    version: int | None = None


class AssignIn(ActIn):
    """Whom to give it; nobody named: oneself."""

    person: Annotated[Named | None, Field(description="id, key or e-mail")] = None


class ReplyIn(ActIn):
    """What the requester reads; ``asks`` lets the ticket wait for the answer."""

    text: Annotated[str, Field(json_schema_extra={"maxLength": TEXT_LENGTH})]
    asks: bool = False


class NoteIn(ActIn):
    """What only the units read."""

    text: Annotated[str, Field(json_schema_extra={"maxLength": TEXT_LENGTH})]


class PriorityIn(ActIn):
    """Whom it hinders, and how much."""

    impact: ImpactIn
    urgency: UrgencyIn


class EditIn(ActIn):
    """What of its facts is to be another; what is left out stays."""

    title: Annotated[str | None, Field(json_schema_extra={"maxLength": TITLE_LENGTH})] = None
    prefecture: Annotated[Key | None, Field(description="key or name: FLO, ΦΛΩ")] = None
    site: Annotated[Named | None, Field(description="key or id")] = None
    requester: Annotated[Named | None, Field(description="id, key or e-mail")] = None


class ReferIn(ActIn):
    """What was tried and found, and what is asked of the Directorate."""

    tried: Annotated[str, Field(json_schema_extra={"maxLength": TEXT_LENGTH})]
    reason: Annotated[str, words("reason")]


class ReturnIn(ActIn):
    """What the unit is asked."""

    question: Annotated[str, words("question")]


class AnswerIn(ActIn):
    """What came of it."""

    answer: Annotated[str, words("answer")]


class ResolveIn(AnswerIn):
    """What solved it, and the children that the same answer solves.

    With open tasks one must say that it is meant so.
    """

    children: list[Named] = []
    despite_tasks: bool = False


class ReasonIn(ActIn):
    """Why, if there is something to say."""

    reason: Annotated[str, words("reason")] = ""


class ReopenIn(ReasonIn):
    """Why, and the children that are opened again with it."""

    children: list[Named] = []


class MoveIn(ActIn):
    """Where it belongs: a unit, or the right place, whose unit then follows."""

    reason: Annotated[str, words("reason")]
    unit: Key = ""
    prefecture: Key = ""
    site: Named = ""


class EquipIn(ActIn):
    """The inventory or serial number; empty: about no equipment."""

    asset: str = ""


class CategoriseIn(ActIn):
    """What kind of thing it is; ``reroute``: move it to whoever is competent for that."""

    category: Key
    answers: dict[str, Any] | None = None
    reroute: bool = False

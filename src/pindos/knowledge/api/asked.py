"""What callers send. Only shapes: what the words must be is said by the commands."""

from typing import Annotated

from ninja import Field, Schema

from pindos.knowledge.terms import MOST_TOPICS, Audience, Kind

SHORT = 200  # characters of a key, a name or a number
Short = Annotated[str, Field(max_length=SHORT)]
KindIn = Annotated[str, Field(json_schema_extra={"enum": list(Kind.values)})]
AudienceIn = Annotated[str, Field(json_schema_extra={"enum": list(Audience.values)})]
Day = Annotated[Short, Field(description="2027-11-23; empty: by the setting")]
Keys = Annotated[list[Short], Field(max_length=MOST_TOPICS, description="keys of GET /categories")]


class InstructionIn(Schema):
    """A new instruction, as a draft; without a unit your own."""

    title: str
    text: Annotated[str, Field(description="Markdown without HTML")]
    unit: Short = ""
    kind: KindIn = Kind.INSTRUCTION.value
    audience: AudienceIn = Audience.EVERYBODY.value
    audience_unit: Short = ""
    categories: Keys = []
    review_on: Short = ""


class SeenIn(Schema):
    """With the version that was seen, what others changed since is not changed again."""

    version: int | None = None


class InstructionEditIn(SeenIn):
    """What is to be another; what is left out stays."""

    title: str | None = None
    text: str | None = None
    kind: KindIn | None = None
    audience: AudienceIn | None = None
    audience_unit: Short | None = None
    categories: Keys | None = None
    review_on: Short | None = None


class PublishInstructionIn(SeenIn):
    """What is new in it, and when it is looked at again."""

    note: str = ""
    review_on: Day = ""


class ReviewIn(SeenIn):
    """When it is looked at next."""

    review_on: Day = ""


class OfferIn(SeenIn):
    """The unit that is asked to own it, by its key."""

    unit: Short


class LoadIn(Schema):
    """Whose the drafts are, and whether readers get them at once."""

    unit: Short = ""
    is_published: bool = False


class AnswerIn(Schema):
    """Whether it helped, with a word if one likes."""

    has_helped: bool
    words: str = ""

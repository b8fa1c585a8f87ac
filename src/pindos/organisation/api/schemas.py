"""What the API of the organisation takes and gives."""

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from pindos.organisation.models import Person, Prefecture, Unit

Size = Annotated[int, Field(ge=1, le=200)]
Words = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=40)]


class PrefectureOut(Schema):
    """A prefecture, its place on the map and whether the seat lies in it."""

    id: int
    key: str
    short_el: str
    name_el: str
    genitive_el: str
    name_en: str
    capital_el: str
    is_seat: bool
    administration: str = Field(alias="administration.key")
    tile: tuple[int, int]
    unverified: list[str]

    @staticmethod
    def resolve_tile(row: Prefecture) -> tuple[int, int]:
        """Column and row."""
        return row.tile_column, row.tile_row


Digest = Annotated[str | None, Field(max_length=64, description="the chart that was seen")]


class UnitPatchIn(Schema):
    """What is to be changed of a unit; of a local department only ``email`` and ``phone``."""

    name_el: Annotated[str, Field(max_length=200)] | None = None
    name_en: Annotated[str, Field(max_length=200)] | None = None
    short_el: Annotated[str, Field(max_length=40)] | None = None
    kind: Annotated[str, Field(max_length=20)] | None = None
    parent: Annotated[str, Field(max_length=30)] | None = None
    seat: Annotated[str, Field(max_length=3, description="a prefecture")] | None = None
    seat_el: Annotated[str, Field(max_length=100, description="another town")] | None = None
    email: Annotated[str, Field(max_length=200)] | None = None
    phone: Annotated[str, Field(max_length=40)] | None = None
    competences: Annotated[list[Text], Field(max_length=30)] | None = None
    seat_duties: (
        Annotated[
            list[Text], Field(max_length=30, description="competences in the seat's prefecture")
        ]
        | None
    ) = None
    dry_run: bool = False
    seen: Digest = None


class UnitIn(UnitPatchIn):
    """A new unit."""

    key: Annotated[str, Field(max_length=30)]
    administration: Annotated[str, Field(max_length=10)] = ""
    name_el: Annotated[str, Field(max_length=200)]
    short_el: Annotated[str, Field(max_length=40)]
    kind: Annotated[str, Field(max_length=20)]


class LocalDepartmentsIn(Schema):
    """What is to be changed of all local departments; in braces stands what differs."""

    administration: Annotated[str, Field(max_length=10)] = ""
    name_el: Annotated[str, Field(max_length=200)] | None = None
    name_en: Annotated[str, Field(max_length=200)] | None = None
    short_el: Annotated[str, Field(max_length=40)] | None = None
    parent: Annotated[str, Field(max_length=30)] | None = None
    competences: Annotated[list[Text], Field(max_length=30)] | None = None
    dry_run: bool = False
    seen: Digest = None


class UnitCloseIn(Schema):
    """``dry_run`` shows the difference and changes nothing."""

    dry_run: bool = False
    seen: Digest = None


class ChartStepOut(Schema):
    """One thing that a chart changes: what was done to it, and its fields before and after."""

    act: str
    kind: str
    key: str
    changes: dict[str, list[Any]]


class ChartDifferenceOut(Schema):
    """All that a change of the chart changed, or would change."""

    administration: str
    steps: list[ChartStepOut]


class UnitOut(Schema):
    """A unit, the one above it, and what it answers for."""

    id: int
    key: str
    short_el: str
    name_el: str
    name_en: str
    kind: str
    parent: str | None
    prefecture: str | None
    seat_el: str
    email: str
    phone: str
    competences: list[str]
    unverified: list[str]

    @staticmethod
    def resolve_parent(row: Unit) -> str | None:
        """Its key."""
        return row.parent.key if row.parent else None

    @staticmethod
    def resolve_prefecture(row: Unit) -> str | None:
        """Its key."""
        return row.prefecture.key if row.prefecture else None

    @staticmethod
    def resolve_competences(row: Unit) -> list[str]:
        """Each once."""
        return sorted({duty.competence for duty in row.duties.all()})


class CompetentOut(Schema):
    """Who is competent, by which clauses, and why."""

    unit: str
    name: str
    clause: str
    why: str


class SiteOut(Schema):
    """A site; send its version back with a change."""

    id: int
    key: str
    name: str = Field(alias="name_el")
    prefecture: str = Field(alias="prefecture.key")
    address: str
    phone: str
    is_closed: bool
    version: int


class SitePageOut(Schema):
    """Some sites, and what to send as after to get the next ones; empty at the end."""

    items: list[SiteOut]
    next: str


class SiteIn(Schema):
    """A new site."""

    key: Text
    name: Words
    prefecture: Text
    municipality: Words = ""
    address: Words = ""
    phone: Text = ""


class SitePatchIn(Schema):
    """What of a site is another now; what is left out stays."""

    version: int | None = None
    name: Words | None = None
    prefecture: Text | None = None
    municipality: Words | None = None
    address: Words | None = None
    phone: Text | None = None


class VersionIn(Schema):
    """The version that was read; without it the present one is meant."""

    version: int | None = None


class PositionOut(Schema):
    """A role in a unit from a day to a day."""

    id: int
    unit: str = Field(alias="unit.key")
    role: str
    starts_on: date
    ends_on: date | None
    version: int


class HeldOut(PositionOut):
    """The same with the id of the person."""

    person: int = Field(alias="person_id")


class PositionPageOut(Schema):
    """Some positions, and what to send as after to get the next ones; empty at the end."""

    items: list[HeldOut]
    next: str


class PersonOut(Schema):
    """A person; send the version back with a change."""

    id: int
    key: str
    given_name: str
    family_name: str
    email: str
    phone: str
    service: str
    site: str | None
    positions: list[PositionOut]
    version: int

    @staticmethod
    def resolve_site(row: Person) -> str | None:
        """Its key."""
        return row.site.key if row.site else None


class PersonPageOut(Schema):
    """Some people, and what to send as after to get the next ones; empty at the end."""

    items: list[PersonOut]
    next: str


class PersonIn(Schema):
    """A new person; without a key the e-mail is the key."""

    key: Annotated[str, Field(max_length=100)] = ""
    given_name: Annotated[str, Field(max_length=100)] = ""
    family_name: Annotated[str, Field(max_length=100)]
    email: Words = ""
    phone: Text = ""
    service: Words = ""
    site: Text | None = None


class PersonPatchIn(Schema):
    """What of a person is another now; what is left out stays; an empty site is none."""

    version: int | None = None
    given_name: Annotated[str, Field(max_length=100)] | None = None
    family_name: Annotated[str, Field(max_length=100)] | None = None
    email: Words | None = None
    phone: Text | None = None
    service: Words | None = None
    site: Text | None = None


class PositionIn(Schema):
    """A new position; from today when no day is said."""

    person: Annotated[int, Field(ge=1, lt=2**63)]
    unit: Text
    role: Text
    starts_on: date | None = None
    ends_on: date | None = None


class DaysIn(Schema):
    """The days of a position."""

    version: int | None = None
    starts_on: date
    ends_on: date | None = None


class EndIn(Schema):
    """The last day of a position; today when none is said."""

    on: date | None = None

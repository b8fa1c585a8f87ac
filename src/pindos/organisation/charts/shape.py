"""What a chart holds, as frozen value objects; a thing that does not fit is refused by name."""

from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt
from pydantic_core import PydanticCustomError

from pindos.kernel.text import clean
from pindos.organisation.terms import Competence, UnitKind


def _cleaned(text: str) -> str:
    try:
        return clean(text)
    except ValidationError as error:
        raise PydanticCustomError("unclean", "{words}", {"words": error.messages[0]}) from error


def _address(text: str) -> str:
    if text:
        try:
            validate_email(text)
        except ValidationError as error:
            raise PydanticCustomError(
                "unclean", "{words}", {"words": error.messages[0]}
            ) from error
    return text


Words = Annotated[str, AfterValidator(_cleaned)]
Key = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9-]{0,29}$", strict=True)]
AdministrationKey = Annotated[str, Field(pattern=r"^[A-Z]{2,10}$", strict=True)]
PrefectureKey = Annotated[str, Field(pattern=r"^[A-Z]{3}$", strict=True)]
RegionKey = Annotated[str, Field(pattern=r"^[A-Z]{2,10}$", strict=True)]
ShortGreek = Annotated[str, Field(pattern=r"^[Α-Ω]{2,10}$", strict=True)]
Code = Annotated[Words, Field(min_length=1, max_length=20, strict=True)]
Short = Annotated[Words, Field(min_length=1, max_length=40, strict=True)]
Name = Annotated[Words, Field(min_length=1, max_length=100, strict=True)]
LongName = Annotated[Words, Field(min_length=1, max_length=200, strict=True)]
Maybe100 = Annotated[Words, Field(max_length=100, strict=True)]
Maybe200 = Annotated[Words, Field(max_length=200, strict=True)]
Address = Annotated[Words, Field(max_length=200, strict=True), AfterValidator(_address)]
Phone = Annotated[Words, Field(max_length=40, strict=True)]
Square = Annotated[StrictInt, Field(ge=0, le=11)]
Marks = tuple[Code, ...]


class Part(BaseModel):
    """A part of a chart: what it does not know, it refuses."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AdministrationPart(Part):
    """The administration; ``seat`` is one of its prefectures, ``seat_el`` a town outside them."""

    key: AdministrationKey
    name_el: LongName
    short_el: Short | None = None
    name_en: Maybe200 = ""
    seat: PrefectureKey | None = None
    seat_el: Maybe100 = ""
    statute: Maybe200 = ""
    website: Maybe200 = ""
    diavgeia: dict[Code, Code] = Field(default_factory=dict)
    unverified: Marks = ()


class RegionPart(Part):
    """A region (περιφέρεια), with the codes that others know it by."""

    key: RegionKey
    name_el: Name
    name_en: Maybe100 = ""
    iso: Code | None = None
    nuts2: Code | None = None
    diavgeia: Code | None = None
    unverified: Marks = ()


class ContactPart(Part):
    """How a unit is reached."""

    email: Address = ""
    phone: Phone = ""


class UnitPart(Part):
    """A unit that stands alone in the chart: a directorate, a department, another service."""

    key: Key
    short_el: Short
    kind: Literal[UnitKind.DIRECTORATE, UnitKind.DEPARTMENT, UnitKind.SERVICE]
    name_el: LongName
    name_en: Maybe200 = ""
    parent: Key | None = None
    seat: PrefectureKey | None = None
    seat_el: Maybe100 = ""
    email: Address = ""
    phone: Phone = ""
    competences: tuple[Competence, ...] = ()
    unverified: Marks = ()


class LocalPart(Part):
    """The department that every prefecture has, but for the seat's (S6): a pattern with places.

    ``contacts`` says of single ones, by the key of their prefecture, how they are reached.
    """

    parent: Key
    key: Short
    short_el: Short
    name_el: LongName
    name_en: Maybe200 = ""
    competences: tuple[Competence, ...] = Field(min_length=1)
    except_: Literal["seat", "none"] = Field("seat", alias="except")
    contacts: dict[PrefectureKey, ContactPart] = Field(default_factory=dict)
    unverified: Marks = ()


class MunicipalityPart(Part):
    """A municipality (δήμος)."""

    name_el: Name
    seat_el: Maybe100 = ""
    diavgeia: Code | None = None
    unverified: Marks = ()


class PrefecturePart(Part):
    """A prefecture (νομός); ``tile`` is its column and row on the schematic map."""

    key: PrefectureKey
    short_el: ShortGreek
    name_el: Name
    genitive_el: Name
    name_en: Maybe100 = ""
    capital_el: Name
    region: RegionKey | None = None
    nuts3: Annotated[str, Field(pattern=r"^EL[0-9A-Z]{3}$")] | None = None
    tile: tuple[Square, Square]
    municipalities: tuple[MunicipalityPart, ...] = ()
    unverified: Marks = ()


class Chart(Part):
    """An administration as its statute orders it."""

    administration: AdministrationPart
    regions: tuple[RegionPart, ...] = ()
    units: tuple[UnitPart, ...] = Field(min_length=1)
    local_departments: LocalPart | None = None
    seat_prefecture: dict[Competence, Key] = Field(default_factory=dict)
    prefectures: tuple[PrefecturePart, ...] = Field(min_length=1)

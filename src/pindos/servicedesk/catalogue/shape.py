"""What a category holds, as frozen value objects; a thing that does not fit is refused by name."""

from typing import Annotated

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from pindos.kernel.text import clean
from pindos.organisation.terms import Competence
from pindos.servicedesk.terms import Impact, Urgency

MOST_FIELDS = 12  # a longer form is not short
MOST_CHOICES = 30
KEY = r"^[a-z][a-z0-9-]{0,39}$"


class FieldKind(TextChoices):
    """What a field of a short form asks for."""

    LINE = "line", gettext_lazy("One line")
    TEXT = "text", gettext_lazy("Several lines")
    CHOICE = "choice", gettext_lazy("Choice from a list")
    NUMBER = "number", gettext_lazy("Whole number")
    DATE = "date", pgettext_lazy("kind of field", "Date")
    YES_NO = "yes-no", gettext_lazy("Yes or no")
    PERSON = "person", gettext_lazy("Person")
    SITE = "site", pgettext_lazy("building", "Site")


def _cleaned(text: str) -> str:
    try:
        return clean(text)
    except ValidationError as error:
        raise PydanticCustomError("unclean", "{words}", {"words": error.messages[0]}) from error


Words = Annotated[str, AfterValidator(_cleaned)]
Key = Annotated[str, Field(pattern=KEY, strict=True)]
Name = Annotated[Words, Field(min_length=1, max_length=100, strict=True)]
Line = Annotated[Words, Field(max_length=200, strict=True)]
Lines = Annotated[Words, Field(max_length=2000, strict=True)]


class Part(BaseModel):
    """A part of a catalogue: what it does not know, it refuses."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Named(Part):
    """Something with a name in both languages."""

    el: Name
    en: Name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return _in_language(self.el, self.en)


class Choice(Named):
    """One answer of a list."""

    key: Key


class Question(Named):
    """A field of a short form; ``key`` names its answer for ever."""

    key: Key
    kind: FieldKind
    help_el: Line = ""
    help_en: Line = ""
    is_required: bool = Field(default=False, alias="required", strict=True)
    choices: Annotated[tuple[Choice, ...], Field(max_length=MOST_CHOICES)] = ()

    @property
    def help(self) -> str:
        """The words beside it, in the language of the reader."""
        return _in_language(self.help_el, self.help_en)

    @model_validator(mode="after")
    def _has_its_choices(self) -> "Question":
        if self.kind == FieldKind.CHOICE and len(self.choices) < 2:
            raise _unfit(_("a choice needs two answers or more under choices"))
        if self.kind != FieldKind.CHOICE and self.choices:
            raise _unfit(_("only a field of the kind choice has choices"))
        if twice := _twice([each.key for each in self.choices]):
            raise _unfit(_("two choices have the key %(key)s: rename one") % {"key": twice})
        return self


class Content(Named):
    """All that a category says, in one version."""

    about_el: Line = ""
    about_en: Line = ""
    first_el: Lines = ""
    first_en: Lines = ""
    impact: Impact = Impact.PERSON
    urgency: Urgency = Urgency.NORMAL
    competence: Competence = Competence.SUPPORT_USERS
    is_for_desk: bool = Field(default=False, alias="for_desk", strict=True)
    needs_approval: bool = Field(default=False, strict=True)
    keywords: Annotated[tuple[Name, ...], Field(max_length=30)] = ()
    fields: Annotated[tuple[Question, ...], Field(max_length=MOST_FIELDS)] = ()

    @property
    def about(self) -> str:
        """What belongs here, in the language of the reader."""
        return _in_language(self.about_el, self.about_en)

    @property
    def first(self) -> str:
        """What to try first and have at hand, in the language of the reader."""
        return _in_language(self.first_el, self.first_en)

    @model_validator(mode="after")
    def _has_each_field_once(self) -> "Content":
        if twice := _twice([each.key for each in self.fields]):
            raise _unfit(_("two fields have the key %(key)s: rename one") % {"key": twice})
        return self


class CategoryPart(Content):
    """A category in a file: its key, and all that it says."""

    key: Key


class GroupPart(Named):
    """A heading under which categories stand."""

    key: Key


class Catalogue(Part):
    """One file: a group with its categories."""

    group: GroupPart
    categories: Annotated[tuple[CategoryPart, ...], Field(min_length=1)]


def _in_language(greek: str, english: str) -> str:
    return english if english and (get_language() or "").startswith("en") else greek


def _twice(keys: list[str]) -> str:
    return next((key for key in keys if keys.count(key) > 1), "")


def _unfit(words: str) -> PydanticCustomError:
    return PydanticCustomError("unclean", "{words}", {"words": words})

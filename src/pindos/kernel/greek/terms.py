"""Cases and genders."""

from enum import StrEnum


class Case(StrEnum):
    """The four cases of Greek."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    ACCUSATIVE = "accusative"
    VOCATIVE = "vocative"


class Gender(StrEnum):
    """How a person is spoken of; unknown is spoken of in neither way."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """Which of a person's names a word is: they bend by different rules."""

    GIVEN = "given"
    FAMILY = "family"

"""Greek as sentences need it: names, units and dates in the right case. Pure; no context.

What is not certain is answered with None, so that the caller can say it in another way.
"""

from pindos.kernel.greek.dates import day_in_words, month_genitive, on_day_in_words
from pindos.kernel.greek.people import (
    family_name,
    gender_of,
    given_name,
    greeting,
    person,
    sir,
)
from pindos.kernel.greek.terms import Case, Gender
from pindos.kernel.greek.units import Phrase, unit_phrase

__all__ = [
    "Case",
    "Gender",
    "Phrase",
    "day_in_words",
    "family_name",
    "gender_of",
    "given_name",
    "greeting",
    "month_genitive",
    "on_day_in_words",
    "person",
    "sir",
    "unit_phrase",
]

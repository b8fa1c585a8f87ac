"""Reading surveys."""

from pindos.surveys.queries.asked import (
    Asked,
    answers_on_ticket,
    asked_of,
    asked_on_ticket,
    is_over,
    survey_of_link,
    token_of,
)
from pindos.surveys.queries.shares import Share, Shares, shares

__all__ = [
    "Asked",
    "Share",
    "Shares",
    "answers_on_ticket",
    "asked_of",
    "asked_on_ticket",
    "is_over",
    "shares",
    "survey_of_link",
    "token_of",
]

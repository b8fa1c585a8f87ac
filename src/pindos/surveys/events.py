"""What surveys tell the house: ids only. No feed shows them: they lead to a person."""

from pindos.kernel.events import DomainEvent


class SurveyAsked(DomainEvent):
    """Whoever asked was asked whether they were served."""

    survey_id: int
    ticket_id: int
    unit_id: int


class SurveyAnswered(DomainEvent):
    """They answered, or changed their answer; ``by_link``: without signing in."""

    survey_id: int
    ticket_id: int
    unit_id: int
    by_link: bool

"""The legs of a referral side by side: each unit has its own start, end and owner."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.organisation import queries as organisation
from pindos.servicedesk.models import Leg, Ticket
from pindos.servicedesk.queries import legs_of
from pindos.servicedesk.terms import Outcome
from pindos.servicedesk.web.chips import length_of

ANSWERS = {
    Outcome.QUESTION: gettext_lazy("Question:"),
    Outcome.ANSWER: gettext_lazy("Answer:"),
    Outcome.RECALLED: gettext_lazy("Why it was recalled:"),
}


class LegLine(NamedTuple):
    """One leg in words; ``length`` is how long the work is or was there, by the calendar."""

    from_name: str
    unit_name: str
    owner: str
    began_at: datetime
    accepted_at: datetime | None
    ended_at: datetime | None
    length: str
    outcome: str
    state: str
    look: str
    icon: str
    ask: str
    tried: str
    reason: str
    answer: str
    answer_label: str

    @property
    def is_open(self) -> bool:
        """Whether the work is there now."""
        return self.ended_at is None


def leg_lines(ticket: Ticket) -> list[LegLine]:
    """The legs of the ticket's referrals, oldest first; three queries."""
    return lines_of(legs_of(ticket))


def lines_of(legs: list[Leg]) -> list[LegLine]:
    """Legs with the names of their units and owners."""
    if not legs:
        return []
    units = organisation.units_by_id(
        {pk for leg in legs for pk in (leg.unit_id, leg.from_unit_id)}
    )
    people = organisation.people_by_id({leg.owner_id for leg in legs if leg.owner_id is not None})
    now = timezone.now()
    return [
        LegLine(
            units[leg.from_unit_id].name,
            units[leg.unit_id].name,
            people[leg.owner_id].name if leg.owner_id in people else "",
            leg.began_at,
            leg.accepted_at,
            leg.ended_at,
            length_of((leg.ended_at or now) - leg.began_at),
            leg.outcome,
            *_state_of(leg),
            leg.reason.partition("\n")[0],
            leg.tried,
            leg.reason,
            leg.answer,
            str(ANSWERS.get(Outcome(leg.outcome), "")) if leg.outcome else "",
        )
        for leg in legs
    ]


def _state_of(leg: Leg) -> tuple[str, str, str]:
    """In words, with its colour and its shape."""
    if leg.outcome == Outcome.ANSWER:
        return _("Came back with an answer"), "ok", "returned"
    if leg.outcome == Outcome.QUESTION:
        return _("Came back with a question"), "warn", "help"
    if leg.ended_at is not None:
        return str(Outcome(leg.outcome).label) if leg.outcome else _("Ended"), "idle", "undo"
    if leg.accepted_at is None:
        return _("Nobody has accepted it yet"), "warn", "warn"
    return _("In work"), "live", "clock"

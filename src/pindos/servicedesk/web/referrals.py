"""Referrals as lines: those that came, those that went, those that are back."""

from collections.abc import Sequence
from typing import NamedTuple

from django.urls import reverse

from pindos.servicedesk.models import Leg
from pindos.servicedesk.web.legs import LegLine, lines_of


class ReferralLine(NamedTuple):
    """A leg with the ticket it belongs to."""

    number: str
    title: str
    url: str
    leg: LegLine


def referral_lines(legs: Sequence[Leg]) -> list[ReferralLine]:
    """The legs with their tickets and the names of all units; two queries."""
    return [
        ReferralLine(
            leg.ticket.number or "",
            leg.ticket.title,
            reverse("servicedesk:ticket-show", args=[leg.ticket.number]),
            line,
        )
        for leg, line in zip(legs, lines_of(list(legs)), strict=True)
    ]

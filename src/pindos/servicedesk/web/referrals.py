"""Referrals as lists: those that came, those that went, those that are back."""

from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.servicedesk.models import Leg
from pindos.servicedesk.queries import tickets_for
from pindos.servicedesk.rules import units_seen_by, units_worked_by
from pindos.servicedesk.terms import State
from pindos.servicedesk.web.legs import LegLine, lines_of

WAYS: dict[str, Promise] = {
    "": pgettext_lazy("referrals", "All open"),
    "in": _("Came to us"),
    "new": _("Not accepted yet"),
    "out": _("Sent by us"),
    "back": pgettext_lazy("referrals", "Came back"),
    "ended": pgettext_lazy("referrals", "Ended"),
}


class ReferralLine(NamedTuple):
    """A leg with the ticket it belongs to."""

    number: str
    title: str
    url: str
    leg: LegLine


def legs_for(viewer: Viewer, way: str) -> QuerySet[Leg]:
    """The legs that the viewer sees; each of the viewer's own units has asked or is asked."""
    units = units_worked_by(viewer) or units_seen_by(viewer)
    ours = Leg.objects.filter(Q(from_unit__in=units) | Q(unit__in=units))
    ours = ours.filter(ticket__in=tickets_for(viewer).values("pk")).select_related("ticket")
    return ours.filter(_conditions(units)[way])


def _conditions(units: frozenset[int]) -> dict[str, Q]:
    is_open = Q(ended_at=None)
    later = Leg.objects.filter(ticket=OuterRef("ticket"), pk__gt=OuterRef("pk"))
    return {
        "": is_open,
        "in": is_open & Q(unit__in=units),
        "new": is_open & Q(unit__in=units, accepted_at=None),
        "out": is_open & Q(from_unit__in=units),
        "back": Q(~Exists(later), from_unit__in=units, ticket__state=State.RETURNED),
        "ended": Q(ended_at__isnull=False),
    }


def counts_of(viewer: Viewer) -> dict[str, int]:
    """How many there are each way; one query."""
    units = units_worked_by(viewer) or units_seen_by(viewer)
    ours = Leg.objects.filter(Q(from_unit__in=units) | Q(unit__in=units))
    conditions = _conditions(units)
    figures = ours.aggregate(
        **{
            f"n_{key}": Count("ticket", condition, distinct=True)
            for key, condition in conditions.items()
        }
    )
    return {key: figures[f"n_{key}"] for key in conditions}


def referral_lines(legs: list[Leg]) -> list[ReferralLine]:
    """The legs with their tickets and the names of all units; two queries."""
    return [
        ReferralLine(
            leg.ticket.number or "",
            leg.ticket.title,
            reverse("servicedesk:ticket-show", args=[leg.ticket.number]),
            line,
        )
        for leg, line in zip(legs, lines_of(legs), strict=True)
    ]

"""The tickets behind which a problem stands, as far as the viewer sees them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.text import without_invisible
from pindos.problems.models import Incident, Problem
from pindos.problems.terms import MOST_TICKETS
from pindos.servicedesk import queries as desk
from pindos.servicedesk.terms import OPEN

LONGEST_TYPED = 60  # characters of the number of a ticket


class Counts(NamedTuple):
    """How many tickets there are, how many of them are open, and how many units answer."""

    linked: int
    open: int
    units: int


def counts_of(problem: Problem) -> Counts:
    """All its tickets, of whatever unit; only for those who read the problem in full."""
    found = Incident.objects.filter(problem=problem).aggregate(
        linked=Count("pk"),
        open=Count("pk", filter=Q(ticket__state__in=OPEN)),
        units=Count("ticket__unit", distinct=True),
    )
    return Counts(**found)


def incidents_of(viewer: Viewer, problem: Problem) -> QuerySet[Any]:
    """Those of its tickets that the viewer reads in full."""
    linked = Incident.objects.filter(problem=problem).values("ticket")
    return desk.unit_tickets_for(viewer).filter(pk__in=linked)


def open_incidents_of(viewer: Viewer, problem: Problem) -> list[int]:
    """The ids of those that are open and that the viewer reads in full."""
    found = incidents_of(viewer, problem).filter(state__in=OPEN).order_by("id")
    return list(found.values_list("pk", flat=True)[:MOST_TICKETS])


def tickets_named(viewer: Viewer, named: Iterable[int | str]) -> list[Any]:
    """Tickets by id (a number) or number (text), however typed, each once.

    Refuses (Invalid, field ``tickets``) one that the viewer does not read in full, none at all,
    and too many.
    """
    asked = list(dict.fromkeys(each if isinstance(each, int) else _clean(each) for each in named))
    if len(asked) > MOST_TICKETS:
        words = _("At most %(most)s tickets at once. Name fewer.") % {"most": MOST_TICKETS}
        raise Invalid({"tickets": words})
    exact = [str(each) for each in asked]
    rows = desk.unit_tickets_for(viewer)
    known = {row.number: row for row in rows.filter(number__in=exact)}
    found: dict[int, Any] = {}
    for each in asked:
        row = known.get(str(each)) or _typed(viewer, each)
        found[row.pk] = row
    seen = set(rows.filter(pk__in=found).values_list("pk", flat=True))
    for row in found.values():
        if row.pk not in seen:
            raise _unknown(row.number or "")
    return list(found.values())


def _clean(text: str) -> str:
    return without_invisible(text[:LONGEST_TYPED]).strip()


def _typed(viewer: Viewer, named: int | str) -> Any:
    try:
        return desk.ticket_by(viewer, named)
    except NotFound:
        raise _unknown(str(named)) from None


def _unknown(text: str) -> Invalid:
    words = _("There is no ticket called %(text)s that you may see. Type its number.")
    return Invalid({"tickets": words % {"text": without_invisible(text.strip()[:60]) or "–"}})

"""Lists of tickets, narrowed by what somebody asks for in named fields: short for a filter."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.filtering import EVERYTHING, Condition, Mode, Node, Op, Unreadable, joined
from pindos.kernel.pages import PAGE, Page
from pindos.kernel.replica import last_written, read_apart
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.listed import TICKETS
from pindos.servicedesk.queries.named import TicketFacts

LONGEST_TEXT = 200  # characters


@dataclass(frozen=True)
class Wanted:
    """What a list is to hold; what is empty asks for nothing.

    ``unit`` is a key and finds what the unit answers for or has by referral; ``state`` is one
    state, several with commas, or ``open``; ``assignee`` and ``requester`` are ``me`` or a person,
    ``assignee`` also ``none``; ``referral`` is ``out`` (from the viewer's units), ``in`` (to them)
    or ``any``; ``category`` is a key, or ``none``; ``due`` is a day on
    which the first deadline ends, as ``today``; ``text`` is a number however typed, or words
    of title, number and requester.
    """

    unit: str = ""
    state: str = ""
    prefecture: str = ""
    late: bool | None = None
    assignee: str = ""
    requester: str = ""
    text: str = ""
    referral: str = ""
    category: str = ""
    due: str = ""


def asked_by(wanted: Wanted) -> dict[str, Node]:
    """What each field asks for, as the filter that says the same."""
    unit = (Condition(column, Op.EQ, (wanted.unit,)) for column in ("unit", "with_unit"))
    states = tuple(part.strip() for part in wanted.state.split(","))
    late = "yes" if wanted.late else "no"
    asked: dict[str, Node] = {
        "unit": joined(Mode.ANY, list(unit)) if wanted.unit else EVERYTHING,
        "state": Condition("state", Op.IN, states) if wanted.state else EVERYTHING,
        "late": EVERYTHING if wanted.late is None else Condition("late", Op.EQ, (late,)),
        "text": _contains(wanted.text.strip()[:LONGEST_TEXT]),
    }
    for name in ("prefecture", "assignee", "requester", "referral", "category", "due"):
        if value := getattr(wanted, name):
            asked[name] = Condition(name, Op.EQ, (value,))
    return {name: node for name, node in asked.items() if node != EVERYTHING}


def _contains(text: str) -> Node:
    return Condition("text", Op.CONTAINS, (text,)) if text else EVERYTHING


def condition_for(viewer: Viewer, wanted: Wanted, now: datetime) -> Q:
    """What is asked of the rows; refuses what does not exist (Invalid, by field)."""
    ask = TICKETS.ask_of(viewer, now)
    found = Q()
    for name, node in asked_by(wanted).items():
        try:
            found &= TICKETS.condition(node, ask)
        except Unreadable as error:
            raise Invalid({name: error.reason}) from error
    return found


def matching(
    viewer: Viewer, tickets: QuerySet[Ticket], wanted: Wanted, now: datetime
) -> QuerySet[Ticket]:
    """Those of the tickets that are wanted; refuses what does not exist (Invalid, by field)."""
    return tickets.filter(condition_for(viewer, wanted, now))


def tickets_listed(
    viewer: Viewer,
    wanted: Wanted,
    asked: str = "",
    sort: str = "",
    after: str = "",
    size: int = PAGE,
) -> Page[TicketFacts]:
    """A page of the facts of the tickets that the viewer sees and that are wanted and found."""
    now = timezone.now()
    found = condition_for(viewer, wanted, now)
    if asked:
        found &= TICKETS.condition(TICKETS.read(asked), TICKETS.ask_of(viewer, now))
    page = read_apart(
        lambda: TICKETS.page_where(viewer, found, sort, after, size, TicketFacts._fields),
        last_written(viewer.account_id),
    )
    return Page([TicketFacts._make(row) for row in page.items], page.next)

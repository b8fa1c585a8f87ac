"""The queue as a board: its tickets in columns, and on each card where it may go from there."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.kernel.filtering import Asked, both, write
from pindos.kernel.pages import page_of
from pindos.organisation import queries as organisation
from pindos.organisation.rights import IN_OWN_UNIT
from pindos.servicedesk.models import Leg, Ticket
from pindos.servicedesk.queries import MOST_URGENT_FIRST, referral_unit
from pindos.servicedesk.rules import acts_in, parties_of
from pindos.servicedesk.terms import OPEN, Act, Priority, State
from pindos.servicedesk.web.deeds import BY_ACT
from pindos.servicedesk.web.rows import Row, rows_of

CARDS = 8  # of one column: a board of all states stays under 50 kB of HTML
MOST_PEOPLE = 10  # columns of a board by assignee
BOARDS: dict[str, Promise] = {
    "state": _("By state"),
    "assignee": _("By assignee"),
    "priority": _("By priority"),
}
OFFERED = (
    Act.TAKE,
    Act.ACCEPT,
    Act.ASSIGN,
    Act.ASK,
    Act.REFER,
    Act.HAND_BACK,
    Act.RECALL,
    Act.PRIORITY,
    Act.RESOLVE,
)


class Way(NamedTuple):
    """An act that a card offers: a button that does it, or the page that asks for its words."""

    label: Promise | str
    url: str
    is_at_once: bool


class Card(NamedTuple):
    """A ticket on the board."""

    row: Row
    version: int
    ways: list[Way]


class Pile(NamedTuple):
    """A column: its cards, how many more there are, and the list that holds them all."""

    key: str
    label: Promise | str
    total: int
    more: int
    query: str
    cards: list[Card]
    person: int | None = None


class Heap(NamedTuple):
    """A column before it is filled."""

    key: str
    label: Promise | str
    value: str | int | None
    filter: str
    person: int | None = None


def boards_for(viewer: Viewer) -> list[tuple[str, Promise]]:
    """The boards that somebody may choose: by assignee only with colleagues."""
    has_unit = bool(viewer.posts_as(*IN_OWN_UNIT))
    return [(key, label) for key, label in BOARDS.items() if has_unit or key != "assignee"]


def piles_for(viewer: Viewer, rows: QuerySet[Ticket], by: str, asked: Asked) -> list[Pile]:
    """The columns of a board; as many queries as it has columns, and a few."""
    heaps = _heaps(viewer, by)
    totals = dict(rows.order_by().values_list(by).annotate(Count("pk")))
    found = {
        heap.key: page_of(rows.filter(_in(by, heap)), by=MOST_URGENT_FIRST, size=CARDS).items
        for heap in heaps
        if totals.get(heap.value)
    }
    cards = _cards(viewer, [ticket for tickets in found.values() for ticket in tickets])
    return [
        Pile(
            key=heap.key,
            label=heap.label,
            total=totals.get(heap.value, 0),
            more=totals.get(heap.value, 0) - len(found.get(heap.key, [])),
            query=_query(asked, heap),
            cards=[cards[ticket.pk] for ticket in found.get(heap.key, [])],
            person=heap.person,
        )
        for heap in heaps
    ]


def _query(asked: Asked, heap: Heap) -> str:
    """The list of all that stands in a column, as the board is asked."""
    said = both(both(asked.within, asked.node), asked.listing.read(heap.filter))
    return urlencode({"filter": write(said)})


def _in(by: str, heap: Heap) -> Q:
    return Q(**{by: heap.value}) if heap.value is not None else Q(**{f"{by}__isnull": True})


def _heaps(viewer: Viewer, by: str) -> list[Heap]:
    if by == "state":
        return [Heap(each, State(each).label, each, f"state = {each}") for each in OPEN]
    if by == "priority":
        return [
            Heap(str(each.value), each.label, each.value, f"priority = {each.name.lower()}")
            for each in reversed(Priority)
        ]
    people = {
        each.id: each.name
        for unit in sorted(viewer.posts_as(*IN_OWN_UNIT))
        for each in organisation.workers_of(unit)
    }
    me = viewer.person_id or 0
    others = sorted((name, pk) for pk, name in people.items() if pk != me)[: MOST_PEOPLE - 2]
    nobody = Heap("none", pgettext_lazy("assignee", "Nobody yet"), None, "assignee = none")
    mine = Heap("me", pgettext_lazy("assignee", "Me"), me, "assignee = me", me)
    return [
        nobody,
        *([mine] if me in people else []),
        *(Heap(str(pk), name, pk, f"assignee = {pk}", pk) for name, pk in others),
    ]


def _cards(viewer: Viewer, tickets: Sequence[Ticket]) -> dict[int, Card]:
    waiting = Leg.objects.filter(
        ticket__in=[each.pk for each in tickets], ended_at=None, accepted_at=None
    )
    to_accept = set(waiting.values_list("ticket", flat=True)) if tickets else set()
    refers: dict[tuple[int, int], bool] = {}
    cards = {}
    for ticket, row in zip(tickets, rows_of(tickets), strict=True):
        place = (ticket.prefecture_id, ticket.unit_id)
        if place not in refers:
            refers[place] = referral_unit(ticket) is not None
        acts = set(_acts(viewer, ticket))
        acts -= set() if refers[place] else {Act.REFER}
        acts -= set() if ticket.pk in to_accept else {Act.ACCEPT}
        cards[ticket.pk] = Card(row, ticket.version, list(_ways(ticket, acts)))
    return cards


def _acts(viewer: Viewer, ticket: Ticket) -> frozenset[Act]:
    """What the viewer's part in it allows; whoever only asked has no card to move."""
    parties = parties_of(
        viewer, requester_id=None, unit_id=ticket.unit_id, with_unit_id=ticket.with_unit_id
    )
    acts = acts_in(ticket.state, parties)
    has_it = ticket.assignee_id == viewer.person_id and ticket.state != State.RETURNED
    return acts - {Act.TAKE} if has_it else acts


def _ways(ticket: Ticket, acts: Iterable[Act]) -> Iterable[Way]:
    for act in OFFERED:
        if act not in acts:
            continue
        if act is Act.ASK:
            url = reverse("servicedesk:ticket-show", args=[ticket.number])
            yield Way(_("Ask the user"), f"{url}#reply", False)
        elif act is Act.REFER:
            url = reverse("servicedesk:ticket-refer", args=[ticket.number])
            yield Way(_("Refer to the Directorate"), url, False)
        else:
            deed = BY_ACT[act]
            yield Way(deed.button, deed.url(ticket), deed.is_at_once)

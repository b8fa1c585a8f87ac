"""Which tickets belong together, as far as the viewer sees them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.prepared import prepared
from pindos.kernel.text import fold, without_invisible
from pindos.organisation.queries import prefecture_facts
from pindos.records.queries import number_typed
from pindos.servicedesk.models import Link, Ticket
from pindos.servicedesk.queries.tickets import unit_tickets_for
from pindos.servicedesk.rules import parties_of, tie_of, why_left
from pindos.servicedesk.terms import Act, LinkKind, Tie

MOST_LINKS = 200  # of one ticket, the newest
MOST_CHILDREN = 200  # solved together with their parent at once
LATEST = 20_000  # tickets among which words are looked for; older ones are found by number
LARGEST_ID = 2**63
FEWEST_TYPED, LONGEST_TYPED, MOST_WORDS = 2, 100, 6


@dataclass(frozen=True, slots=True)
class Linked:
    """Another ticket, and what it is to the one that is looked at."""

    tie: Tie
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a ticket; ``why_left`` says why an act on its parent leaves it, if it does."""

    ticket: Ticket
    why_left: Promise | None


def links_of(viewer: Viewer, ticket: Ticket, limit: int = MOST_LINKS) -> list[Linked]:
    """The tickets that belong together with one, the newest link first; two queries.

    What the viewer does not see in full is left out, as if there were no link.
    """
    found = [
        (tie_of(kind, is_first=first == ticket.pk), second if first == ticket.pk else first)
        for first, kind, second in _links(ticket.pk)
    ]
    seen = _seen(viewer, (pk for _tie, pk in found))
    return [Linked(tie, seen[pk]) for tie, pk in found if pk in seen][:limit]


@prepared
def _links(ticket_id: int) -> QuerySet[Link, tuple[int, str, int]]:
    rows = Link.objects.filter(Q(ticket=ticket_id) | Q(other=ticket_id)).order_by("-id")
    return rows.values_list("ticket_id", "kind", "other_id")[:MOST_LINKS]


def children_of(viewer: Viewer, ticket: Ticket, act: Act) -> list[Child]:
    """The children that the viewer sees, and which of them an act would leave, and why."""
    links = Link.objects.filter(ticket=ticket, kind=LinkKind.PARENT).order_by("id")
    ids = list(links.values_list("other_id", flat=True)[:MOST_CHILDREN])
    seen = _seen(viewer, ids)
    return [Child(seen[pk], _why_left(viewer, seen[pk], act)) for pk in ids if pk in seen]


def ancestors_of(ticket_id: int) -> list[int]:
    """The parents above a ticket, the nearest first; for the rule that forbids circles."""
    found: list[int] = []
    above: int | None = ticket_id
    while above is not None and above not in found[:-1]:
        links = Link.objects.filter(other=above, kind=LinkKind.PARENT)
        above = links.values_list("ticket_id", flat=True).first()
        if above is not None:
            found.append(above)
    return found


def ticket_typed(viewer: Viewer, ticket: Ticket, named: int | str, field: str = "other") -> Ticket:
    """Another ticket by id (a number) or by number (text), however typed.

    ``"412"`` is one of the same prefecture. Refuses (Invalid) what is no ticket that the viewer
    sees in full, and the ticket itself.
    """
    text = str(named)
    wanted: dict[str, object] = {"number": _number_in(text, ticket)}
    if isinstance(named, int):
        wanted = {"pk": named if abs(named) < LARGEST_ID else 0}
    found = unit_tickets_for(viewer).filter(**wanted).first() if any(wanted.values()) else None
    if found is None:
        words = _("There is no ticket called %(text)s that you may see. Type its number.")
        raise Invalid({field: words % {"text": without_invisible(text.strip()[:60]) or "–"}})
    if found.pk == ticket.pk:
        raise Invalid({field: _("This is the ticket itself. Name another one.")})
    return found


def tickets_like(viewer: Viewer, ticket: Ticket, text: str, limit: int = 12) -> list[Ticket]:
    """What somebody may mean who types a number or words to name another ticket.

    Only what they see in full. A number is looked up at once; words are compared with the latest
    tickets only, by their ids, so that no search ever walks over the whole table.
    """
    text = without_invisible(text[:LONGEST_TYPED]).strip()
    others = unit_tickets_for(viewer).exclude(pk=ticket.pk)
    if number := _number_in(text, ticket):
        return list(others.filter(number=number))
    if len(text) < FEWEST_TYPED:
        return []
    found = _latest(others)
    for word in fold(text).split()[:MOST_WORDS]:
        found = found.filter(search_text__contains=word)
    return list(found.order_by("-id")[:limit])


def _latest(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    newest: int = Ticket.objects.aggregate(newest=Max("id"))["newest"] or 0
    return tickets.filter(pk__gt=newest - LATEST)


def _number_in(text: str, ticket: Ticket) -> str | None:
    """The number that was typed; digits alone count within the prefecture of the ticket."""
    text = text.strip()[:LONGEST_TYPED]
    if text.isdecimal() or (text[:1].isdecimal() and not any(map(str.isalpha, text))):
        text = f"{prefecture_facts(ticket.prefecture_id).key} {text}"
    return number_typed(text)


def _seen(viewer: Viewer, ids: Iterable[int]) -> dict[int, Ticket]:
    wanted = set(ids)
    if not wanted:
        return {}
    return {row.pk: row for row in unit_tickets_for(viewer).filter(pk__in=wanted)}


def _why_left(viewer: Viewer, child: Ticket, act: Act) -> Promise | None:
    parties = parties_of(
        viewer,
        requester_id=child.requester_id,
        unit_id=child.unit_id,
        with_unit_id=child.with_unit_id,
    )
    return why_left(act, child.state, parties)

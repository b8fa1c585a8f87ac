"""Tickets that are dealt with as one: where each went, and what its people may read by it."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.prepared import prepared
from pindos.organisation.queries import PersonFacts, people_by_id
from pindos.records.queries import count_of
from pindos.servicedesk.models import Merge, Share, Ticket
from pindos.servicedesk.queries.tasks import open_tasks
from pindos.servicedesk.queries.tickets import tickets_for, unit_tickets_for


class Joint(NamedTuple):
    """What is read together with one ticket: record -> number, and the replies sent to all."""

    records: dict[int, str]
    shared: frozenset[int]


class Foresight(NamedTuple):
    """What merging one ticket into another would do."""

    ticket: Ticket
    into: Ticket
    entries: int
    tasks: list[str]
    requester: PersonFacts | None
    others: int


def merge_of(ticket: Ticket) -> Merge | None:
    """Where it is dealt with now, if it is merged."""
    rows = Merge.objects.filter(ticket=ticket, undone_at=None)
    return rows.select_related("into", "root").first()


def merged_into(ticket: Ticket) -> list[int]:
    """The ids of all that are dealt with in this one, through others too."""
    return _merged_into(ticket.pk)


@prepared
def _merged_into(ticket_id: int) -> QuerySet[Merge, int]:
    rows = Merge.objects.filter(root=ticket_id, undone_at=None).order_by("id")
    return rows.values_list("ticket_id", flat=True)


def members_of(viewer: Viewer, ticket: Ticket) -> list[Ticket]:
    """Those that are dealt with in this one and that the viewer sees in full, by number."""
    ids = merged_into(ticket)
    return list(unit_tickets_for(viewer).filter(pk__in=ids).order_by("id")) if ids else []


def joint_for(viewer: Viewer, ticket: Ticket, *, is_inside: bool) -> Joint:
    """What is read in its timeline beside its own entries; two queries when nothing is.

    Whoever asked reads the replies that were sent to them, and nothing that others wrote.
    """
    shared = frozenset(_shared(ticket.pk, is_inside))
    others = merged_into(ticket) if is_inside else []
    seen = unit_tickets_for(viewer).filter(pk__in=others) if others else Ticket.objects.none()
    numbers = seen.values_list("record", "number")
    return Joint({record: number or "" for record, number in numbers}, shared)


@prepared
def _shared(ticket_id: int, is_inside: bool) -> QuerySet[Share, int]:
    shares = Share.objects.filter(ticket=ticket_id)
    shares = shares if is_inside else shares.filter(is_inside=False)
    return shares.values_list("entry_id", flat=True)


def is_shared_with(viewer: Viewer, entry_id: int, *, is_internal: bool) -> bool:
    """Whether an entry of another ticket is read on one that the viewer sees so much of."""
    rows = Share.objects.filter(entry=entry_id)
    if unit_tickets_for(viewer).filter(pk__in=rows.values("ticket")).exists():
        return True
    rows = rows.filter(is_inside=False)
    return not is_internal and tickets_for(viewer).filter(pk__in=rows.values("ticket")).exists()


def foresee_merge(ticket: Ticket, into: Ticket) -> Foresight:
    """What would come of it; six queries."""
    person = people_by_id([ticket.requester_id] if ticket.requester_id else [])
    return Foresight(
        ticket=ticket,
        into=into,
        entries=count_of(ticket.record_id),
        tasks=open_tasks(ticket),
        requester=person.get(ticket.requester_id or 0),
        others=len(merged_into(ticket)),
    )


def requesters_of(ticket_ids: Collection[int]) -> dict[int, str]:
    """Who asked on these tickets, by name, each once."""
    rows = Ticket.objects.filter(pk__in=ticket_ids).exclude(requester=None)
    people = people_by_id(rows.values_list("requester_id", flat=True))
    return {pk: person.name for pk, person in people.items()}

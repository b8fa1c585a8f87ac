"""Tickets as they are found: their words, and who may read which of them.

What is merged is found by its own people only, and by the units on the ticket in which it is
dealt with; nothing of what one requester wrote is found by another.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.among import Among, listed
from pindos.kernel.prepared import filled_up, prepared
from pindos.organisation.queries import names_of_people
from pindos.records.queries import taking_part, texts_in
from pindos.records.terms import EntryKind, Part
from pindos.search.terms import Findable, Readers
from pindos.servicedesk.models import Approval, Caller, Leg, Merge, Move, Share, Ticket
from pindos.servicedesk.queries.tickets import (
    reader_of_tickets,
    tickets_of_units,
    tickets_read_by,
)
from pindos.servicedesk.terms import ABOUT, Decision

Pairs = list[tuple[int, int]]


class Words(NamedTuple):
    """A text of a ticket: what it is called, and whether only its units read it."""

    label: str
    text: str
    is_internal: bool


def findables(ids: Collection[int]) -> list[Findable]:
    """Some tickets as they are to be found now; nine questions, however many there are."""
    wanted = filled_up(ids)
    tickets = tickets_with_ids(ids)
    merges: Pairs = _merges(wanted)
    merged = {pk for pk, _root in merges if pk in wanted}
    words, readers = words_of(tickets, merges), _readers(tickets, merged)
    return [_findable(ticket, words[ticket.pk], readers[ticket.pk], merged) for ticket in tickets]


def tickets_with_ids(ids: Collection[int]) -> list[Ticket]:
    """The tickets themselves, whoever may see them, by their ids."""
    return _tickets(filled_up(ids))


def readable(viewer: Viewer, ids: Collection[int], *, in_full: bool) -> set[int]:
    """Which of these the viewer sees: the same right as ``tickets_for``, asked once for all."""
    wanted, reader = listed(ids), reader_of_tickets(viewer)
    return set(_in_full(wanted, reader[1]) if in_full else _seen(wanted, *reader))


def words_of(tickets: Iterable[Ticket], merges: Pairs | None = None) -> dict[int, list[Words]]:
    """All texts of some tickets, those of what is dealt with in them as internal ones."""
    rows = list(tickets)
    ids = filled_up(row.pk for row in rows)
    merges = _merges(ids) if merges is None else merges
    members = {pk: root for pk, root in merges if root in ids}
    shares = list(_shares(ids))
    records = {row.record_id: row.pk for row in rows}
    others = (
        {record: members[pk] for pk, record in _records(filled_up(members))} if members else {}
    )
    found: dict[int, list[Words]] = defaultdict(list)
    for name, pk in _names(rows):
        found[pk].append(Words(_("Requester"), name, is_internal=False))
    to = defaultdict(list)
    for entry, pk, is_inside in shares:
        to[entry].append((pk, is_inside))
    for said in texts_in(records.keys() | others.keys(), to.keys()):
        label = str(EntryKind(said.kind).label)
        if (own := records.get(said.record_id)) is not None:
            found[own].append(Words(label, said.text, said.is_internal))
        if (root := others.get(said.record_id)) is not None:
            found[root].append(Words(label, said.text, is_internal=True))
        for pk, is_inside in to.get(said.id, ()):
            found[pk].append(Words(label, said.text, is_inside or said.is_internal))
    return found


def _findable(
    ticket: Ticket, words: list[Words], readers: Readers, merged: Collection[int]
) -> Findable:
    notes = [] if ticket.pk in merged else [each.text for each in words if each.is_internal]
    return Findable(
        kind=ABOUT,
        about_id=ticket.pk,
        title=ticket.title,
        at=ticket.opened_at,
        readers=readers,
        text="\n".join(each.text for each in words if not each.is_internal),
        notes="\n".join(notes),
        unit_id=ticket.unit_id,
        record_id=ticket.record_id,
    )


def _readers(tickets: list[Ticket], merged: Collection[int]) -> dict[int, Readers]:
    """The same right as ``tickets_for``, from the other side."""
    ids = filled_up(ticket.pk for ticket in tickets)
    units, heads = defaultdict(set), defaultdict(set)
    for pk, unit in [*_legs(ids), *_moves(ids)]:
        units[pk].add(unit)
    for pk, unit in _asked(ids, str(Decision.WITHDRAWN)):
        heads[pk].add(unit)
    watching = defaultdict(set)
    for record, person in taking_part({each.record_id for each in tickets}, Part.WATCHER):
        watching[record].add(person)
    return {
        ticket.pk: Readers(
            units=() if ticket.pk in merged else units[ticket.pk] | {ticket.unit_id},
            people=watching[ticket.record_id]
            | ({ticket.requester_id} if ticket.requester_id else set()),
            heads=heads[ticket.pk],
        )
        for ticket in tickets
    }


def _names(tickets: list[Ticket]) -> list[tuple[str, int]]:
    names = names_of_people({row.requester_id for row in tickets if row.requester_id})
    found = [(names[row.requester_id], row.pk) for row in tickets if row.requester_id in names]
    unknown = filled_up(row.pk for row in tickets if not row.requester_id)
    return found + (list(_callers(unknown)) if unknown else [])


@prepared
def _seen(
    ids: str,
    person_id: int | None,
    units: frozenset[int],
    headed: frozenset[int],
) -> QuerySet[Ticket, int]:
    rows = tickets_read_by(person_id, units, headed).filter(pk__in=Among(ids))
    return rows.values_list("pk", flat=True)


@prepared
def _in_full(ids: str, units: frozenset[int]) -> QuerySet[Ticket, int]:
    return tickets_of_units(units).filter(pk__in=Among(ids)).values_list("pk", flat=True)


@prepared
def _tickets(ids: tuple[int, ...]) -> QuerySet[Ticket]:
    return Ticket.objects.filter(pk__in=ids).order_by("pk")


@prepared
def _merges(ids: tuple[int, ...]) -> QuerySet[Merge, tuple[int, int]]:
    rows = Merge.objects.filter(undone_at=None, root__in=ids)
    rows |= Merge.objects.filter(undone_at=None, ticket__in=ids)
    return rows.values_list("ticket_id", "root_id")


@prepared
def _records(ids: tuple[int, ...]) -> QuerySet[Ticket, tuple[int, int]]:
    return Ticket.objects.filter(pk__in=ids).values_list("pk", "record_id")


@prepared
def _shares(ids: tuple[int, ...]) -> QuerySet[Share, tuple[int, int, bool]]:
    return Share.objects.filter(ticket__in=ids).values_list("entry_id", "ticket_id", "is_inside")


@prepared
def _legs(ids: tuple[int, ...]) -> QuerySet[Leg, tuple[int, int]]:
    return Leg.objects.filter(ticket__in=ids).values_list("ticket_id", "unit_id")


@prepared
def _moves(ids: tuple[int, ...]) -> QuerySet[Move, tuple[int, int]]:
    return Move.objects.filter(ticket__in=ids).values_list("ticket_id", "from_unit_id")


@prepared
def _asked(ids: tuple[int, ...], withdrawn: str) -> QuerySet[Approval, tuple[int, int]]:
    rows = Approval.objects.filter(ticket__in=ids).exclude(decision=withdrawn)
    return rows.values_list("ticket_id", "unit_id")


@prepared
def _callers(ids: tuple[int, ...]) -> QuerySet[Caller, tuple[str, int]]:
    return Caller.objects.filter(ticket__in=ids).values_list("name", "ticket_id")

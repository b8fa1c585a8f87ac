"""Splitting a ticket: some of what stands on it becomes one of its own."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.organisation.queries import prefecture_facts, workers_of
from pindos.records.queries import said_in
from pindos.records.terms import EntryKind
from pindos.servicedesk.commands.finding import keep_found
from pindos.servicedesk.commands.linking import link_ticket
from pindos.servicedesk.commands.merging import tell_units
from pindos.servicedesk.commands.opening import open_ticket
from pindos.servicedesk.commands.turn import Turn
from pindos.servicedesk.events import TicketSplit
from pindos.servicedesk.models import Share, Ticket
from pindos.servicedesk.terms import Act, Came, Step, Tie


@transaction.atomic
def split_ticket(
    *,
    viewer: Viewer,
    ticket_id: int,
    entries: Sequence[int],
    title: str,
    requester: str | int | None = None,
    version: int | None = None,
) -> Ticket:
    """Make a ticket of its own of some entries of another one; return the new one.

    The entries are read on both, with their files; the two are linked. Without a requester it is
    the same one; another reads of it only what the desk replied. Merging it back undoes it.
    """
    turn = Turn(viewer, ticket_id, Act.SPLIT)
    turn.go(version)
    ticket = turn.ticket
    said = {entry.pk: entry for entry in said_in(ticket.record_id) if entry.pk in set(entries)}
    if not said or said.keys() != set(entries):
        raise Invalid({"entries": _("Choose what of this ticket becomes one of its own.")})
    if requester in (None, "") and ticket.requester_id is None:
        raise Invalid({"requester": _("Say for whom the new ticket is.")})
    made = open_ticket(
        viewer=viewer,
        title=title,
        impact=ticket.impact,
        urgency=ticket.urgency,
        prefecture=prefecture_facts(ticket.prefecture_id).key,
        site=ticket.site_id,
        requester=requester or ticket.requester_id,
        came_by=Came.SPLIT,
    )
    _take_over(ticket, made, said.values())
    tell_units(turn, made, Step.SPLIT_FROM, ticket.pk)
    entry_id = tell_units(turn, ticket, Step.SPLIT, made.pk)
    turn.say(
        TicketSplit,
        entry_id=entry_id,
        changes={f"split.{made.pk}": (None, sorted(said))},
        new_id=made.pk,
        taken_ids=sorted(said),
    )
    link_ticket(viewer=viewer, ticket_id=ticket.pk, other=made.pk, tie=Tie.RELATED)
    keep_found(made)
    return made


def _take_over(ticket: Ticket, made: Ticket, said: Iterable[Any]) -> None:
    """Let the entries be read on the new ticket too, by its requester no foreign words."""
    is_same = made.requester_id == ticket.requester_id
    desk = {
        person.id
        for unit in {ticket.unit_id, ticket.with_unit_id}
        for person in workers_of(unit)
        if person.id != ticket.requester_id
    }
    Share.objects.bulk_create(
        Share(
            entry_id=entry.pk,
            ticket=made,
            is_inside=entry.is_internal
            or not (is_same or (entry.kind == EntryKind.REPLY and entry.author_id in desk)),
        )
        for entry in said
    )

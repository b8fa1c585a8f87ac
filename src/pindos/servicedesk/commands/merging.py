"""Merging tickets about the same matter, and undoing it: nothing that was written is moved."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused
from pindos.records.commands import add_entry
from pindos.records.queries import has_written_since
from pindos.records.terms import EntryKind
from pindos.servicedesk.commands.approvals import refuse_open_approval
from pindos.servicedesk.commands.finding import keep_found
from pindos.servicedesk.commands.linking import hold_tickets
from pindos.servicedesk.commands.turn import Turn, leads_to, right_to
from pindos.servicedesk.events import TicketMerged, TicketUnmerged
from pindos.servicedesk.models import Merge, Share, Ticket
from pindos.servicedesk.queries import merge_of, merged_into, ticket_by, ticket_typed
from pindos.servicedesk.terms import OPEN, Act, State, Step


@transaction.atomic
def merge_ticket(
    *, viewer: Viewer, ticket_id: int, into: int | str, version: int | None = None
) -> Ticket:
    """Deal with a ticket in another one, which is about the same; both must be one's to work on.

    What each wrote stays where it was written and is read together; what the desk replies on the
    other goes to both requesters, and neither reads what the other wrote. Refuses to merge into
    what is merged itself or is no longer open, and what is at the Directorate.
    """
    ticket = ticket_by(viewer, ticket_id)
    right_to(viewer, ticket, Act.MERGE)
    other = ticket_typed(viewer, ticket, into, "into")
    hold_tickets(ticket.pk, other.pk)
    turn = Turn(viewer, ticket.pk, Act.MERGE)
    after = turn.go(version)
    other.refresh_from_db()
    right_to(viewer, other, Act.MERGE)
    refuse_target(other)
    refuse_merging(turn.ticket)
    row = Merge.objects.create(
        ticket=turn.ticket,
        into=other,
        root=other,
        state=turn.ticket.state,
        by_id=turn.me,
        at=turn.now,
    )
    Merge.objects.filter(root=turn.ticket, undone_at=None).update(root=other)
    turn.enter(after)
    entry_id = turn.step(Step.MERGED)
    tell_units(turn, turn.ticket, Step.MERGED_INTO, other.pk)
    tell_units(turn, other, Step.MERGED_HERE, turn.ticket.pk)
    merged = turn.say(
        TicketMerged,
        entry_id=entry_id,
        other_unit_id=other.unit_id,
        changes={f"merge.{row.pk}": (None, other.pk)},
        into_id=other.pk,
    )
    keep_found(other)
    return merged


@transaction.atomic
def unmerge_ticket(*, viewer: Viewer, ticket_id: int, version: int | None = None) -> Ticket:
    """Deal with a ticket on its own again, with all that was written on it before and since.

    It goes back to the state in which it was; where its requester was asked and has answered
    since, back to work. Who had it has it again.
    """
    ticket = ticket_by(viewer, ticket_id)
    row = merge_of(ticket)
    hold_tickets(ticket_id, *((row.into_id, row.root_id) if row else ()))
    turn = Turn(viewer, ticket_id, Act.UNMERGE)
    turn.go(version)
    row = merge_of(turn.ticket)
    if row is None:
        raise Refused(_("The ticket is not merged with another one."))
    Merge.objects.filter(pk=row.pk).update(undone_at=turn.now)
    below = _all_below(turn.ticket.pk)
    Merge.objects.filter(ticket__in=below, undone_at=None).update(root=turn.ticket)
    turn.enter(_back_to(turn, row))
    entry_id = turn.step(Step.UNMERGED)
    tell_units(turn, row.into, Step.UNMERGED_HERE, turn.ticket.pk)
    parted = turn.say(
        TicketUnmerged,
        entry_id=entry_id,
        other_unit_id=row.into.unit_id,
        changes={f"merge.{row.pk}": (row.into_id, None)},
        into_id=row.into_id,
    )
    keep_found(row.root)
    return parted


def share(ticket: Ticket, entry_id: int) -> list[int]:
    """Send a reply of the desk to all whose tickets are dealt with in this one; their ids."""
    ids = merged_into(ticket)
    Share.objects.bulk_create([Share(entry_id=entry_id, ticket_id=pk) for pk in ids])
    return ids


def refuse_merging(ticket: Ticket) -> None:
    """Refuse to merge what waits for a head."""
    refuse_open_approval(ticket)


def refuse_target(other: Ticket) -> None:
    """Refuse to merge into what is merged, or is over; its row is held."""
    row = merge_of(other)
    if row is not None:
        words = _("%(number)s is merged into %(root)s itself. Merge it into %(root)s.")
        raise Refused(words % {"number": other.number, "root": row.root.number})
    if other.state not in OPEN:
        words = _("%(number)s is no longer open. Open it again first, or choose another one.")
        raise Refused(words % {"number": other.number})


def _all_below(ticket_id: int) -> list[int]:
    """All that were merged into a ticket, through others too, the nearest first."""
    found: list[int] = []
    layer: Iterable[int] = [ticket_id]
    while layer:
        rows = Merge.objects.filter(into__in=layer, undone_at=None).exclude(ticket__in=found)
        layer = list(rows.values_list("ticket_id", flat=True))
        found += layer
    return found


def _back_to(turn: Turn, row: Merge) -> State:
    """The state it goes back to; what waited for an answer that came goes back to work."""
    ticket = turn.ticket
    state = State(row.state)
    person = ticket.requester_id
    is_asked = state is State.WAITING and person is not None
    if is_asked and has_written_since(ticket.record_id, person or 0, row.at):
        ticket.state = state
        return leads_to(ticket, Act.ANSWER)
    if state is State.ASSIGNED and ticket.assignee_id is None:
        return State.NEW
    return state


def tell_units(turn: Turn, ticket: Ticket, step: Step, other_id: int) -> int:
    """A line for the units that see the other one too; its id."""
    entry = add_entry(
        record_id=ticket.record_id,
        kind=EntryKind.STEP,
        author=turn.author,
        is_internal=True,
        step=step,
        facts={"other": other_id},
    )
    return entry.pk

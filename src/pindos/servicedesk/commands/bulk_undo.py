"""Undoing one act on many tickets: ticket by ticket, and never over somebody else's change."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from pindos.identity.queries import languages_of_people, viewer_of_account
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused
from pindos.kernel.versions import meanwhile, who_was_faster
from pindos.organisation.rights import capacity_in
from pindos.records.commands import add_entry
from pindos.records.terms import EntryKind
from pindos.servicedesk.commands.bulk import AT_ONCE, own_bulk_act, say_bulk, ticket_held
from pindos.servicedesk.commands.finding import keep_found
from pindos.servicedesk.commands.heard import hearing
from pindos.servicedesk.commands.merging import unmerge_ticket
from pindos.servicedesk.commands.turn import author_for, save_changes, say, values
from pindos.servicedesk.events import BulkActUndoBegun, BulkActUndone, TicketPutBack
from pindos.servicedesk.models import BulkAct, BulkItem, Ticket
from pindos.servicedesk.terms import BulkOutcome, BulkState, Step

_COLUMNS = {column.attname: column for column in Ticket._meta.concrete_fields}
NOT_UNDONE = (BulkState.PREVIEWED, BulkState.RUNNING)


@transaction.atomic
def undo_bulk_act(*, viewer: Viewer, bulk_id: int) -> BulkAct:
    """Put back what it changed, where nobody has changed that since; asking twice does nothing.

    What was written stays written; a line in each ticket says that it was taken back.
    """
    bulk = own_bulk_act(viewer, bulk_id)
    if bulk.state in NOT_UNDONE:
        raise Refused(_("It is not carried out yet, so there is nothing to undo."))
    if bulk.state != BulkState.DONE:
        return bulk
    bulk.state = BulkState.UNDOING
    bulk.save(update_fields=["state"])
    say_bulk(BulkActUndoBegun, bulk, viewer)
    if bulk.items.filter(outcome=BulkOutcome.DONE).count() <= AT_ONCE:
        go_on_undoing_bulk_act(bulk_id=bulk.pk)
        bulk.refresh_from_db()
    return bulk


@transaction.atomic
def go_on_undoing_bulk_act(*, bulk_id: int) -> int:
    """Undo one more batch by the rights that its person has now; return how many."""
    bulk = BulkAct.objects.select_for_update().get(pk=bulk_id)
    if bulk.state != BulkState.UNDOING:
        return 0
    viewer = viewer_of_account(bulk.account_id)
    rows = bulk.items.filter(outcome=BulkOutcome.DONE).order_by("id")
    batch = list(rows[:AT_ONCE])
    with override(languages_of_people([bulk.person_id])[bulk.person_id]):
        for item in batch:
            item.outcome, item.reason = BulkOutcome.UNDONE, ""
            try:
                with transaction.atomic(), hearing(bulk.pk) as heard:
                    (_part if bulk.verb == "merge" else _put_back)(viewer, bulk, item)
                    for event, _changes in heard.said:
                        kind = type(event).__name__
                        item.said = {"event": kind, **event.model_dump(mode="json")}
            except Refused as refusal:
                item.outcome, item.reason = BulkOutcome.KEPT, str(refusal)
            item.save(update_fields=["outcome", "reason", "said"])
    if rows.exists():
        say_bulk(BulkActUndoBegun, bulk, viewer)
        return len(batch)
    bulk.state, bulk.undone_at = BulkState.UNDONE, timezone.now()
    bulk.save(update_fields=["state", "undone_at"])
    say_bulk(BulkActUndone, bulk, viewer)
    return len(batch)


def _put_back(viewer: Viewer, bulk: BulkAct, item: BulkItem) -> None:
    """One ticket; refuses (with the reason) where it must stay as it is."""
    ticket = ticket_held(viewer, item.ticket_id)
    was_in = item.before.get("unit_id", ticket.unit_id if ticket else 0)
    capacity = capacity_in(viewer, was_in) if ticket else ""
    if ticket is None or not capacity:
        raise Refused(_("It is not yours to change any more."))
    _refuse_changed(ticket, item)
    before = values(ticket)
    for field, value in item.before.items():
        setattr(ticket, field, _typed(field, value))
    if "state" in item.before:
        ticket.state_since = timezone.now()
    entry = add_entry(
        record_id=ticket.record_id,
        kind=EntryKind.STEP,
        author=author_for(viewer, ticket.unit_id),
        step=Step.PUT_BACK,
        facts={"verb": bulk.verb},
    )
    changes = {"entry": (None, entry.pk), **save_changes(ticket, before)}
    say(TicketPutBack, ticket, by=viewer, capacity=capacity, entry_id=entry.pk, changes=changes)
    keep_found(ticket)


def _part(viewer: Viewer, bulk: BulkAct, item: BulkItem) -> None:
    """One ticket that was merged stands on its own again, with what was written on it since."""
    ticket = ticket_held(viewer, item.ticket_id)
    if ticket is None:
        raise Refused(_("It is not yours to change any more."))
    _refuse_changed(ticket, item)
    unmerge_ticket(viewer=viewer, ticket_id=ticket.pk)


def _refuse_changed(ticket: Ticket, item: BulkItem) -> None:
    touched = ticket.touched_since(item.version_after or 0, item.before)
    if touched:
        raise Refused(who_was_faster(meanwhile(ticket, touched).values()))


def _typed(field: str, value: Any) -> Any:
    return _COLUMNS[field].to_python(value)

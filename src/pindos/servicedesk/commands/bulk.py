"""One act on many tickets: looked at, carried out, each ticket with its own result."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from pindos.identity.queries import languages_of_people, viewer_of_account
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, NotFound, Refused
from pindos.kernel.events import emit, plain
from pindos.kernel.ids import possible_id
from pindos.organisation.rights import ACTING, IN_OWN_UNIT, units_worked_by
from pindos.servicedesk.commands.bulk_verbs import VERBS, Arguments, Foresight, checked
from pindos.servicedesk.commands.heard import hearing
from pindos.servicedesk.commands.turn import FIELDS
from pindos.servicedesk.events import BulkActBegun, BulkActEnded, BulkActEvent
from pindos.servicedesk.models import BulkAct, BulkItem, Ticket
from pindos.servicedesk.queries import MOST_URGENT_FIRST, tickets_for
from pindos.servicedesk.terms import BulkOutcome, BulkState

MOST = 500  # tickets of one act
AT_ONCE = 25  # tickets in one transaction; as many are carried out while somebody waits
DRAFTS_KEPT = timedelta(days=7)
ROWS = 100  # a statement


@transaction.atomic
def preview_bulk_act(
    *, viewer: Viewer, verb: str, ticket_ids: Iterable[int], arguments: Arguments | None = None
) -> BulkAct:
    """Look at what an act would do to each of these tickets, and keep it; nothing is done yet.

    What the viewer does not see is not there. Refuses more than 500 tickets, none at all, and
    arguments that cannot be used (Invalid).
    """
    if viewer.person_id is None or viewer.account_id is None or not units_worked_by(viewer):
        raise Forbidden(_("Only those who work at the desk act on many tickets at once."))
    arguments = checked(verb, arguments or {})
    wanted = set(ticket_ids)
    if len(wanted) > MOST:
        raise Refused(_("At most %(most)s tickets at once. Narrow the list.") % {"most": MOST})
    tickets = list(tickets_for(viewer).filter(pk__in=wanted).order_by(*MOST_URGENT_FIRST))
    if not tickets:
        raise Refused(_("Choose at least one ticket first."))
    own = sorted(viewer.posts_as(*IN_OWN_UNIT, *ACTING))
    bulk = BulkAct.objects.create(
        verb=verb,
        arguments=arguments,
        account_id=viewer.account_id,
        person_id=viewer.person_id,
        unit_id=own[0] if own else None,
        made_at=timezone.now(),
    )
    foresight = Foresight(viewer, verb, arguments)
    items = []
    for ticket in tickets:
        outcome, reason = foresight.of(ticket)
        items.append(
            BulkItem(
                bulk=bulk, ticket=ticket, outcome=outcome, reason=reason, version=ticket.version
            )
        )
    BulkItem.objects.bulk_create(items, ROWS)
    return bulk


@transaction.atomic
def carry_out_bulk_act(*, viewer: Viewer, bulk_id: int) -> BulkAct:
    """Do what was looked at: a few tickets at once, many by the workers, batch after batch.

    Asking twice changes nothing. Only whoever looked at it carries it out (NotFound).
    """
    bulk = own_bulk_act(viewer, bulk_id)
    if bulk.state != BulkState.PREVIEWED:
        return bulk
    if not bulk.items.filter(outcome=BulkOutcome.WANTED).exists():
        raise Refused(_("There is nothing to do to any of these tickets."))
    bulk.state = BulkState.RUNNING
    bulk.save(update_fields=["state"])
    say_bulk(BulkActBegun, bulk, viewer)
    if bulk.items.filter(outcome=BulkOutcome.WANTED).count() <= AT_ONCE:
        go_on_with_bulk_act(bulk_id=bulk.pk)
        bulk.refresh_from_db()
    return bulk


@transaction.atomic
def go_on_with_bulk_act(*, bulk_id: int) -> int:
    """Carry out one more batch by the rights that its person has now; return how many.

    What is left asks for the next batch by an event, so a crash only delays it.
    """
    bulk = BulkAct.objects.select_for_update().get(pk=bulk_id)
    if bulk.state != BulkState.RUNNING:
        return 0
    viewer = viewer_of_account(bulk.account_id)
    rows = bulk.items.filter(outcome=BulkOutcome.WANTED).select_related("ticket").order_by("id")
    batch = list(rows[:AT_ONCE])
    with override(languages_of_people([bulk.person_id])[bulk.person_id]):
        for item in batch:
            _carry_out(viewer, bulk, item)
    if rows.exists():
        say_bulk(BulkActBegun, bulk, viewer)
        return len(batch)
    bulk.state, bulk.ended_at = BulkState.DONE, timezone.now()
    bulk.save(update_fields=["state", "ended_at"])
    say_bulk(BulkActEnded, bulk, viewer)
    return len(batch)


def _carry_out(viewer: Viewer, bulk: BulkAct, item: BulkItem) -> None:
    """One ticket: a refusal undoes its own part only."""
    command = VERBS[bulk.verb].command
    try:
        with transaction.atomic(), hearing(bulk.pk) as heard:
            ticket = command(
                viewer=viewer, ticket_id=item.ticket_id, version=item.version, **bulk.arguments
            )
    except Refused as refusal:
        item.outcome, item.reason = BulkOutcome.REFUSED, str(refusal)
        item.save(update_fields=["outcome", "reason"])
        return
    item.outcome = BulkOutcome.DONE if heard.said else BulkOutcome.NOTHING
    item.version_after = ticket.version
    for event, changes in heard.said:
        item.said = {"event": type(event).__name__, **event.model_dump(mode="json")}
        item.before = {
            field: plain(changes[field.removesuffix("_id")][0])
            for field in FIELDS
            if field.removesuffix("_id") in changes
        }
    item.save(update_fields=["outcome", "version_after", "said", "before"])


def own_bulk_act(viewer: Viewer, bulk_id: int) -> BulkAct:
    """One of the viewer's own, held until the transaction ends."""
    own = BulkAct.objects.select_for_update().filter(
        pk=possible_id(bulk_id), person=viewer.person_id or 0
    )
    if (bulk := own.first()) is None:
        raise NotFound
    return bulk


def say_bulk(event: type[BulkActEvent], bulk: BulkAct, viewer: Viewer) -> None:
    """Emit where a bulk act stands."""
    emit(
        event(bulk_id=bulk.pk, verb=bulk.verb, unit_id=bulk.unit_id),
        about=bulk,
        unit_id=bulk.unit_id,
        by=viewer,
        capacity=viewer.capacity_over(bulk.unit_id, ACTING),
        changes={"state": (None, bulk.state)},
    )


def forget_looked_at(*, now: datetime | None = None) -> int:
    """Forget what was looked at a week ago and never carried out; return how many."""
    old = (now or timezone.now()) - DRAFTS_KEPT
    with transaction.atomic():
        rows = BulkAct.objects.filter(state=BulkState.PREVIEWED, made_at__lt=old)
        count = rows.count()
        rows.delete()
    return count


def ticket_held(viewer: Viewer, ticket_id: int) -> Ticket | None:
    """A ticket that the viewer still sees, held until the transaction ends."""
    return tickets_for(viewer).select_for_update().filter(pk=ticket_id).first()

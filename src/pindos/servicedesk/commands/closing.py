"""The end of a ticket: solved, confirmed, closed by rule; and its reopening."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.records.commands import add_entry
from pindos.records.terms import NO_ONE, EntryKind
from pindos.servicedesk.commands.approvals import refuse_open_approval, withdraw_open
from pindos.servicedesk.commands.linking import children_chosen, hold_family
from pindos.servicedesk.commands.merging import share
from pindos.servicedesk.commands.referral import end_leg
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.turn import Turn, save_changes, say, values
from pindos.servicedesk.events import (
    TicketClosed,
    TicketConfirmed,
    TicketReopened,
    TicketResolved,
)
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.options import DAYS_UNTIL_CLOSED, REOPEN_DAYS
from pindos.servicedesk.queries import open_tasks
from pindos.servicedesk.rules import is_too_late_to_reopen
from pindos.servicedesk.terms import (
    Act,
    Outcome,
    Party,
    State,
    Step,
)

AT_ONCE = 200  # tickets closed by rule in one go


@transaction.atomic
def resolve_ticket(
    *,
    viewer: Viewer,
    ticket_id: int,
    answer: str,
    children: Sequence[int | str] = (),
    despite_tasks: bool = False,
    version: int | None = None,
) -> Ticket:
    """Tell the requester that it is solved, and how; they confirm it or reopen it.

    The same answer solves those of its children that are named, where the viewer may solve them
    and they stand where they can be solved; the others are left. While tasks of its own are open
    it is refused with their names, unless one says that it is meant so; those of children stay.
    """
    sent = Sent()
    answer = sent.text("answer", answer)
    sent.check()
    hold_family(viewer, ticket_id, children)
    turn = Turn(viewer, ticket_id, Act.RESOLVE)
    after = turn.go(version)
    if not despite_tasks:
        _refuse_open_tasks(turn.ticket)
    refuse_open_approval(turn.ticket)
    turn.enter(after)
    for child_id in children_chosen(viewer, turn.ticket, Act.RESOLVE, children):
        resolve_ticket(viewer=viewer, ticket_id=child_id, answer=answer, despite_tasks=True)
    turn.ticket.solved_at = turn.now
    entry_id = turn.write(EntryKind.REPLY, answer, solves=True)
    share(turn.ticket, entry_id)
    turn.step(Step.RESOLVED)
    return turn.say(TicketResolved, entry_id=entry_id)


@transaction.atomic
def confirm_ticket(*, viewer: Viewer, ticket_id: int, version: int | None = None) -> Ticket:
    """Say as the requester that it is solved, whether the unit knows it yet or not.

    An open referral ends as recalled, and what waits for a head is withdrawn. Confirming twice
    changes nothing.
    """
    turn = Turn(viewer, ticket_id, Act.CONFIRM)
    ticket = turn.ticket
    if ticket.state == State.CLOSED:
        return ticket
    after = turn.go(version)
    withdraw_open(turn, "")
    leg = end_leg(turn, Outcome.RECALLED) if ticket.state == State.REFERRED else None
    turn.enter(after)
    ticket.solved_at = ticket.solved_at or turn.now
    ticket.closed_at = turn.now
    return turn.say(
        TicketConfirmed,
        entry_id=turn.step(Step.CONFIRMED),
        other_unit_id=leg.unit_id if leg else None,
        leg_id=leg.pk if leg else None,
        changes={
            "leg.ended_at": (None, leg.ended_at if leg else None),
            "leg.outcome": (None, leg.outcome if leg else None),
        },
    )


@transaction.atomic
def reopen_ticket(
    *,
    viewer: Viewer,
    ticket_id: int,
    reason: str = "",
    children: Sequence[int | str] = (),
    version: int | None = None,
) -> Ticket:
    """Open a solved or closed ticket again; the time that it rested does not make it late.

    Its children stay as they are, but for those that are named.
    """
    sent = Sent()
    reason = sent.text("reason", reason, least=0)
    sent.check()
    hold_family(viewer, ticket_id, children)
    turn = Turn(viewer, ticket_id, Act.REOPEN)
    ticket = turn.ticket
    after = turn.go(version)
    if is_too_late_to_reopen(turn.parties, ticket.closed_at, turn.now, REOPEN_DAYS.now()):
        raise Refused(_("It was closed too long ago to be opened again. Report a new one."))
    turn.enter(after)
    for child_id in children_chosen(viewer, ticket, Act.REOPEN, children):
        reopen_ticket(viewer=viewer, ticket_id=child_id, reason=reason)
    ticket.solved_at = ticket.closed_at = None
    if reason:
        turn.write(EntryKind.REPLY, reason)
    return turn.say(
        TicketReopened,
        entry_id=turn.step(Step.REOPENED),
        is_by_requester=turn.party is Party.REQUESTER,
    )


def close_solved_tickets(*, now: datetime | None = None, limit: int = AT_ONCE) -> int:
    """Close what was solved some days ago and nobody reopened; return how many."""
    now = now or timezone.now()
    solved_before = now - timedelta(days=DAYS_UNTIL_CLOSED.now())
    with transaction.atomic():
        rows = Ticket.objects.filter(state=State.SOLVED, solved_at__lte=solved_before)
        due = list(rows.select_for_update(skip_locked=True).order_by("id")[:limit])
        for ticket in due:
            _close(ticket, now)
    return len(due)


def _refuse_open_tasks(ticket: Ticket) -> None:
    titles = open_tasks(ticket)
    if titles:
        words = ngettext(
            "%(count)s task is still open: %(titles)s. Finish it, or say that it is solved "
            "all the same.",
            "%(count)s tasks are still open: %(titles)s. Finish them, or say that it is solved "
            "all the same.",
            len(titles),
        )
        raise Invalid(
            {"despite_tasks": words % {"count": len(titles), "titles": "· ".join(titles)}}
        )


def _close(ticket: Ticket, now: datetime) -> None:
    before = values(ticket)
    ticket.state, ticket.state_since, ticket.closed_at = State.CLOSED, now, now
    entry = add_entry(
        record_id=ticket.record_id, kind=EntryKind.STEP, author=NO_ONE, step=Step.CLOSED
    )
    changes = {"entry": (None, entry.pk), **save_changes(ticket, before)}
    say(TicketClosed, ticket, by=HOUSE, capacity="", entry_id=entry.pk, changes=changes)

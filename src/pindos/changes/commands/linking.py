"""Tickets and problems that belong to a change."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.changes.commands.turn import Turn
from pindos.changes.events import (
    ChangeLinked,
    ChangeProblemLinked,
    ChangeProblemUnlinked,
    ChangeUnlinked,
)
from pindos.changes.models import Change, ProblemTie, TicketTie
from pindos.changes.terms import ABOUT, Act, Step, Tie
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.problems.queries import problem_by
from pindos.servicedesk.commands import tell_tie
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.queries import ticket_by, unit_tickets_for


@transaction.atomic
def link_change(
    *, viewer: Viewer, change_id: int, ticket: int | str, tie: str = Tie.SOLVES
) -> Change:
    """Say what a ticket has to do with the work; a second time says it anew.

    The viewer works for the unit of the change and reads the ticket in full; of every other
    ticket the answer is that there is none (Invalid, field ``ticket``).
    """
    sent = Sent()
    chosen = sent.choice("tie", tie, Tie.values)
    sent.check()
    turn = Turn(viewer, change_id, Act.LINK)
    turn.go()
    found = _ticket(viewer, ticket)
    row = TicketTie.objects.filter(change=turn.change, ticket=found).first()
    before = row.tie if row else None
    if before == chosen:
        return turn.change
    TicketTie.objects.update_or_create(
        change=turn.change, ticket=found, defaults={"tie": chosen, "at": turn.now}
    )
    if row is None:
        tell_tie(turn.author, [found.pk], ABOUT, turn.change.pk, is_new=True)
    entry_id = turn.step(Step.LINKED)
    changes = {f"ticket.{found.pk}": (before, chosen)}
    return turn.say(
        ChangeLinked, entry_id=entry_id, changes=changes, ticket_id=found.pk, tie=chosen
    )


@transaction.atomic
def unlink_change(*, viewer: Viewer, change_id: int, ticket: int | str) -> Change:
    """Take that back; a ticket that is not tied to it changes nothing."""
    turn = Turn(viewer, change_id, Act.LINK)
    turn.go()
    found = _ticket(viewer, ticket)
    row = TicketTie.objects.filter(change=turn.change, ticket=found).first()
    if row is None:
        return turn.change
    tie = row.tie
    row.delete()
    tell_tie(turn.author, [found.pk], ABOUT, turn.change.pk, is_new=False)
    entry_id = turn.step(Step.UNLINKED)
    changes = {f"ticket.{found.pk}": (tie, None)}
    return turn.say(
        ChangeUnlinked, entry_id=entry_id, changes=changes, ticket_id=found.pk, tie=tie
    )


@transaction.atomic
def link_problem(*, viewer: Viewer, change_id: int, problem: int | str) -> Change:
    """Say that the work is to solve a problem; a second time changes nothing.

    The viewer works for the unit of the change and reads the problem, if only as a known error;
    of every other problem the answer is that there is none (Invalid, field ``problem``).
    """
    turn = Turn(viewer, change_id, Act.LINK)
    turn.go()
    found = _problem(viewer, problem)
    _row, is_new = ProblemTie.objects.get_or_create(
        change=turn.change, problem=found, defaults={"at": turn.now}
    )
    if not is_new:
        return turn.change
    entry_id = turn.step(Step.PROBLEM_LINKED)
    changes = {f"problem.{found.pk}": (None, found.pk)}
    return turn.say(ChangeProblemLinked, entry_id=entry_id, changes=changes, problem_id=found.pk)


@transaction.atomic
def unlink_problem(*, viewer: Viewer, change_id: int, problem: int | str) -> Change:
    """Take that back; a problem that is not tied to it changes nothing."""
    turn = Turn(viewer, change_id, Act.LINK)
    turn.go()
    found = _problem(viewer, problem)
    gone, _each = ProblemTie.objects.filter(change=turn.change, problem=found).delete()
    if not gone:
        return turn.change
    entry_id = turn.step(Step.PROBLEM_UNLINKED)
    changes = {f"problem.{found.pk}": (found.pk, None)}
    return turn.say(ChangeProblemUnlinked, entry_id=entry_id, changes=changes, problem_id=found.pk)


def _problem(viewer: Viewer, named: int | str) -> Any:
    """A problem that the viewer reads."""
    try:
        return problem_by(viewer, named)
    except NotFound:
        words = _("There is no problem %(text)s, or it is not yours to see.")
        raise Invalid({"problem": words % {"text": str(named)[:40]}}) from None


def _ticket(viewer: Viewer, named: int | str) -> Any:
    """A ticket that the viewer reads in full."""
    try:
        found = ticket_by(viewer, named)
    except NotFound:
        found = None
    if found is None or not unit_tickets_for(viewer).filter(pk=found.pk).exists():
        words = _("There is no ticket %(text)s, or it is not yours to see.")
        raise Invalid({"ticket": words % {"text": str(named)[:40]}})
    return found

"""Approval by a head in a terminal."""

from collections.abc import Callable

import click

from pindos.identity.queries import viewer_named
from pindos.servicedesk import commands
from pindos.servicedesk.cli.tickets import acting, group, which
from pindos.servicedesk.models import Approval
from pindos.servicedesk.queries import approvals_waiting_for, ticket_by
from pindos.servicedesk.queries.approvals import MOST


@group.command("ask-approval")
@which
@click.argument("question")
@click.option("--unit", default="", help="The key of the unit whose head is asked.")
@acting
def ticket_ask_approval(ticket: str, question: str, unit: str, acting: str) -> None:
    """Ask the head of a unit whether something may be done."""
    viewer = viewer_named(acting)
    found = ticket_by(viewer, ticket)
    _say(commands.ask_approval(viewer=viewer, ticket_id=found.pk, question=question, unit=unit))


@click.group("approval")
def approval() -> None:
    """What heads are asked to approve."""


@approval.command("list")
@acting
def approval_list(acting: str) -> None:
    """Print what waits for the decision of the account."""
    for row in approvals_waiting_for(viewer_named(acting))[:MOST]:
        _say(row)


def _verb(verb: str, command: Callable[..., Approval], *, is_needed: bool) -> None:
    def run(approval_id: int, reason: str | None, acting: str) -> None:
        viewer = viewer_named(acting)
        _say(command(viewer=viewer, approval_id=approval_id, reason=reason or ""))

    run.__doc__ = (command.__doc__ or "").partition("\n")[0]
    run = click.argument("reason", required=is_needed)(acting(run))
    approval.command(verb)(click.argument("approval_id", type=int)(run))


_verb("give", commands.give_approval, is_needed=False)
_verb("decline", commands.decline_approval, is_needed=True)
_verb("withdraw", commands.withdraw_approval, is_needed=False)


def _say(row: Approval) -> None:
    line = f"{row.pk} {row.ticket.number} {row.decision or 'waiting'}"
    click.echo(f"{line} {' '.join(row.question.split())[:80]}")

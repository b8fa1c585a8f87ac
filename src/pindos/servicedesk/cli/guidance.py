"""Instructions on tickets in a terminal."""

import click

from pindos.identity.queries import viewer_named
from pindos.servicedesk import commands
from pindos.servicedesk.cli.tickets import act_on, acting, group, which
from pindos.servicedesk.queries import ticket_by
from pindos.servicedesk.queries.guidance import suggested_on


@group.command("instructions")
@which
@acting
def ticket_instructions(ticket: str, acting: str) -> None:
    """Print the instructions that may help."""
    viewer = viewer_named(acting)
    for each in suggested_on(viewer, ticket_by(viewer, ticket)):
        click.echo(f"{each.id} {each.title}")


@group.command("write-down")
@which
@acting
def ticket_write_down(ticket: str, acting: str) -> None:
    """Draft an instruction from what solved it; print its id."""
    viewer = viewer_named(acting)
    row = ticket_by(viewer, ticket)
    click.echo(commands.write_down_ticket(viewer=viewer, ticket_id=row.pk))


@group.command("solve-by-instruction")
@which
@click.argument("instruction", type=int)
@acting
def ticket_solve_by_instruction(ticket: str, instruction: int, acting: str) -> None:
    """Say as the requester that INSTRUCTION helped."""
    act_on(acting, ticket, commands.solve_by_instruction, instruction_id=instruction)

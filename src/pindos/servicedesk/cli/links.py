"""Links between tickets in a terminal."""

import click

from pindos.identity.queries import viewer_named
from pindos.servicedesk import commands
from pindos.servicedesk.cli.tickets import act_on, acting, group, which
from pindos.servicedesk.queries import links_of, ticket_by
from pindos.servicedesk.terms import Tie

tie = click.option("--tie", type=click.Choice(Tie.values), default=Tie.RELATED.value)


@group.command("links")
@which
@acting
def ticket_links(ticket: str, acting: str) -> None:
    """Print the tickets that belong to this one, as far as the account sees them."""
    viewer = viewer_named(acting)
    for link in links_of(viewer, ticket_by(viewer, ticket)):
        click.echo(f"{link.tie} {link.ticket.number} {link.ticket.state} {link.ticket.title}")


@group.command("link")
@which
@click.argument("other")
@tie
@acting
def ticket_link(ticket: str, other: str, tie: str, acting: str) -> None:
    """Say what OTHER is to TICKET."""
    act_on(acting, ticket, commands.link_ticket, other=other, tie=tie)


@group.command("unlink")
@which
@click.argument("other")
@tie
@acting
def ticket_unlink(ticket: str, other: str, tie: str, acting: str) -> None:
    """Take that back."""
    act_on(acting, ticket, commands.unlink_ticket, other=other, tie=tie)

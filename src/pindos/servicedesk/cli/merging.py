"""Merging tickets in a terminal."""

import click

from pindos.identity.queries import viewer_named
from pindos.servicedesk import commands
from pindos.servicedesk.cli.tickets import act_on, acting, group, which
from pindos.servicedesk.queries import probable_duplicates, solved_alike, ticket_by


@group.command("merge")
@which
@click.argument("into")
@acting
def ticket_merge(ticket: str, into: str, acting: str) -> None:
    """Deal with TICKET in INTO, which is about the same."""
    act_on(acting, ticket, commands.merge_ticket, into=into)


@group.command("split")
@which
@click.argument("title")
@click.option("--entry", "entries", type=int, multiple=True, help="Id of an entry; several times.")
@click.option("--requester", help="Id, key or e-mail; else the same one.")
@acting
def ticket_split(
    ticket: str, title: str, entries: tuple[int, ...], requester: str | None, acting: str
) -> None:
    """Make a ticket called TITLE of some entries of TICKET."""
    words = {"title": title, "entries": entries, "requester": requester}
    act_on(acting, ticket, commands.split_ticket, **words)


@group.command("unmerge")
@which
@acting
def ticket_unmerge(ticket: str, acting: str) -> None:
    """Deal with TICKET on its own again."""
    act_on(acting, ticket, commands.unmerge_ticket)


@group.command("duplicates")
@which
@acting
def ticket_duplicates(ticket: str, acting: str) -> None:
    """Print what is probably the same as TICKET; (*) shares words or the category."""
    viewer = viewer_named(acting)
    for each in probable_duplicates(viewer, ticket_by(viewer, ticket)):
        mark = "*" if each.is_likely else " "
        click.echo(f"{mark} {each.line.ticket.number} {each.line.ticket.title}")


@group.command("alike")
@which
@acting
def ticket_alike(ticket: str, acting: str) -> None:
    """Print solved tickets like TICKET, each with what solved it."""
    viewer = viewer_named(acting)
    for each in solved_alike(viewer, ticket_by(viewer, ticket)):
        click.echo(f"{each.line.ticket.number} {each.line.ticket.title}")
        click.echo(f"    {each.solution}")

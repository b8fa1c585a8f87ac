"""Merging tickets in a terminal."""

import click

from pindos.servicedesk import commands
from pindos.servicedesk.cli.tickets import act_on, acting, group, which


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

"""Watching tickets in a terminal."""

import click

from pindos.identity.queries import viewer_named
from pindos.organisation.queries import person_known_to
from pindos.servicedesk import commands
from pindos.servicedesk.cli.tickets import act_on, acting, group, which
from pindos.servicedesk.queries import ticket_by, watchers_of
from pindos.servicedesk.queries.outsiders import outsiders_on


@group.command("watchers")
@which
@acting
def ticket_watchers(ticket: str, acting: str) -> None:
    """Print who watches it, as far as the account may know."""
    viewer = viewer_named(acting)
    for row in watchers_of(viewer, ticket_by(viewer, ticket)):
        click.echo(
            f"{row.person.id} {'follower' if row.is_follower else 'watcher'} {row.person.name}"
        )


@group.command("watch")
@which
@acting
def ticket_watch(ticket: str, acting: str) -> None:
    """Hear from now on of what happens to it."""
    act_on(acting, ticket, commands.watch_ticket)


@group.command("unwatch")
@which
@acting
def ticket_unwatch(ticket: str, acting: str) -> None:
    """Hear of it no more."""
    act_on(acting, ticket, commands.unwatch_ticket)


@group.command("add-watcher")
@which
@click.argument("person")
@acting
def ticket_add_watcher(ticket: str, person: str, acting: str) -> None:
    """Let PERSON (key, e-mail or id) read what the requester reads, and hear of it."""
    act_on(acting, ticket, commands.add_watcher, person=person)


@group.command("remove-watcher")
@which
@click.argument("person")
@acting
def ticket_remove_watcher(ticket: str, person: str, acting: str) -> None:
    """Let PERSON (key, e-mail or id) watch it no more."""
    found = person_known_to(viewer_named(acting), person)
    act_on(acting, ticket, commands.remove_watcher, person_id=found.id)


@group.command("outsiders")
@which
@acting
def ticket_outsiders(ticket: str, acting: str) -> None:
    """Print who outside the register hears of it by mail, or was taken off."""
    viewer = viewer_named(acting)
    for row in outsiders_on(viewer, ticket_by(viewer, ticket)):
        click.echo(f"{'quiet' if row.quiet_since else 'hears'} {row.address} {row.name}")


@group.command("remove-outsider")
@which
@click.argument("address")
@acting
def ticket_remove_outsider(ticket: str, address: str, acting: str) -> None:
    """Let ADDRESS, which is not in the register, hear of it no more."""
    act_on(acting, ticket, commands.remove_outsider, address=address)


@group.command("add-outsider")
@which
@click.argument("address")
@acting
def ticket_add_outsider(ticket: str, address: str, acting: str) -> None:
    """Let ADDRESS, which was taken off, hear of it again."""
    act_on(acting, ticket, commands.add_outsider, address=address)

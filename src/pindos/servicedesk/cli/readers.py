"""Who reads a ticket, and why, in a terminal."""

import click

from pindos.identity.queries import viewer_named
from pindos.servicedesk.cli.tickets import acting, group, which
from pindos.servicedesk.queries import reader_of, readers_of, ticket_by


@group.command("readers")
@which
@click.option("--person", help="About one person only: key, e-mail or id.")
@acting
def ticket_readers(ticket: str, person: str | None, acting: str) -> None:
    """Print who reads it today, how much, and every reason."""
    viewer = viewer_named(acting)
    found = ticket_by(viewer, ticket)
    rows = [reader_of(viewer, found, person)] if person else readers_of(viewer, found)
    for row in rows:
        click.echo(f"{row.person.id} {row.sight if row.reasons else 'none'} {row.person.name}")
        for reason in row.reasons:
            held = reason.ground.position if reason.ground else None
            by = f": {held.role} {held.unit_key}" if held else ""
            click.echo(f"    {reason.why}{by}")
        if not row.can_sign_in:
            click.echo("    cannot sign in today")

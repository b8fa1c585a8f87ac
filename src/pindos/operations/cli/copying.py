"""Carrying the instance over to PostgreSQL, on the command line."""

import click
from django.utils.translation import gettext as _

from pindos.operations.cli.instance import instance
from pindos.operations.copying.copier import copy_to
from pindos.shell.moments import number_of


@instance.command("copy")
@click.option("--to", "url", required=True, help="postgresql://user:password@host:port/name.")
@click.option("--anew", is_flag=True, help="Throw away what an interrupted copy has brought.")
def copy(url: str, anew: bool) -> None:
    """Carry all of it over to an empty PostgreSQL database; interrupted, it goes on."""
    done = copy_to(url, click.echo, is_anew=anew)
    words = _(
        "All is there, and every row is the same. Tickets: %(tickets)s, events: %(events)s, "
        "files: %(files)s, rows: %(rows)s, SHA-256 %(digest)s."
    )
    counts = {
        "tickets": number_of(done.proof.tickets),
        "events": number_of(done.proof.events),
        "files": number_of(done.proof.files),
        "rows": number_of(done.rows),
        "digest": done.digest,
    }
    click.echo(words % counts)
    click.echo(_("From now on start it with DATABASE_URL=%(url)s") % {"url": url})
    click.echo(_("The SQLite file stays as it was; nothing is read from it any more."))

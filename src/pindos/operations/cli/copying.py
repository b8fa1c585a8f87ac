"""Carrying the instance over to another database, on the command line."""

from pathlib import Path

import click
from django.conf import settings
from django.utils.translation import gettext as _

from pindos.operations.cli.instance import instance
from pindos.operations.copying.copier import copy_to
from pindos.operations.copying.to_sqlite import file_of
from pindos.shell.moments import number_of

WHERE = "postgresql://user:password@host:port/name, or sqlite:///folder/pindos.sqlite3."


@instance.command("copy")
@click.option("--to", "url", required=True, help=WHERE)
@click.option("--anew", is_flag=True, help="Throw away what an interrupted copy has brought.")
def copy(url: str, anew: bool) -> None:
    """Carry all of it over to an empty database of either kind; interrupted, it goes on."""
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
    click.echo(_next(url))
    click.echo(_("The database as it was stays; nothing is read from it any more."))


def _next(url: str) -> str:
    if not url.startswith("sqlite:"):
        return _("From now on start it with DATABASE_URL=%(url)s") % {"url": url}
    home = file_of(url).parent
    if home == Path(settings.HOME).absolute():
        return _("From now on start it without DATABASE_URL.")
    words = _(
        "From now on start it without DATABASE_URL and with PINDOS_HOME=%(home)s. Copy the folders"
        " files, keys and checkpoints there first."
    )
    return words % {"home": home}

"""Who acts on the command line of operations."""

import click

from pindos.identity.queries import viewer_named
from pindos.kernel.access import HOUSE, Viewer

acting = click.option("--as", "username", help="The acting account; without it, the house.")


def viewer_called(username: str | None) -> Viewer:
    """Whoever may run commands on this machine may act as the house."""
    return viewer_named(username) if username else HOUSE

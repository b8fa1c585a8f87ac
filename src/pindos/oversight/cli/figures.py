"""Figures on the command line."""

import click

from pindos.identity.queries import viewer_named
from pindos.oversight.asking import PARAMETERS, cells, heads, scope_asked
from pindos.servicedesk.commands import recount_stays
from pindos.servicedesk.queries import figures


@click.command("figures")
@click.option("--as", "username", required=True, help="The acting account.")
@click.option("--period", help="A word such as last-month; this month when nothing is said.")
@click.option("--first", help="The first day, instead of a period.")
@click.option("--last", help="The last day, instead of a period.")
@click.option("--unit", help="The key of one unit.")
@click.option("--prefecture", help="The key of one prefecture.")
@click.option("--category", help="The key of one category, or none.")
@click.option("--by", help="What each line is: unit, prefecture, category or month.")
def figures_command(username: str, **asked: str) -> None:
    """Print the figures of a period as a table with tabs, the sums last; lengths in minutes."""
    viewer = viewer_named(username)
    assert asked.keys() == set(PARAMETERS)
    seen = figures(viewer, scope_asked(viewer, asked))
    click.echo("\t".join(heads(seen)))
    for line in [*seen.lines, seen.total]:
        click.echo("\t".join("" if value is None else str(value) for value in cells(line)))


@click.command("recount")
@click.option("--all", "everything", is_flag=True, help="Every ticket, not only those without.")
def recount(everything: bool) -> None:
    """Make the legs of tickets anew from the trail; figures stand on them."""
    click.echo(recount_stays(everything=everything))

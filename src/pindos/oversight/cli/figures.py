"""Figures on the command line."""

from collections.abc import Callable, Iterable

import click
from django.utils.translation import gettext as _

from pindos.identity.queries import viewer_named
from pindos.kernel.progress import heard_by
from pindos.kernel.terminal import say_how_far
from pindos.oversight.asking import GROUPS, PARAMETERS, cells, heads, scope_asked
from pindos.oversight.served import HEADS, served
from pindos.servicedesk.commands import recount_stays
from pindos.servicedesk.queries import figures
from pindos.surveys.queries import shares

OPTIONS = (
    click.option("--as", "username", required=True, help="The acting account."),
    click.option("--period", help="A word such as last-month; this month when nothing is said."),
    click.option("--first", help="The first day, instead of a period."),
    click.option("--last", help="The last day, instead of a period."),
    click.option("--unit", help="The key of one unit."),
    click.option("--prefecture", help="The key of one prefecture."),
    click.option("--category", help="The key of one category, or none."),
    click.option("--by", help="What each line is: unit, prefecture, category or month."),
)


def of_a_period(function: Callable[..., None]) -> Callable[..., None]:
    """Let a command be asked of whom, when, and what each line is, as the page is."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function


@click.command("figures")
@of_a_period
def figures_command(username: str, **asked: str) -> None:
    """Print the figures of a period as a table with tabs, the sums last; lengths in minutes."""
    viewer = viewer_named(username)
    assert asked.keys() == set(PARAMETERS)
    seen = figures(viewer, scope_asked(viewer, asked))
    click.echo("\t".join(heads(seen)))
    for line in [*seen.lines, seen.total]:
        click.echo(_row(cells(line)))


@click.command("answers")
@of_a_period
def answers_command(username: str, **asked: str) -> None:
    """Print whether those who were helped say that they were served, the sums last.

    A table with tabs: asked, answered, content in percent; empty while fewer than five answered.
    """
    viewer = viewer_named(username)
    scope = scope_asked(viewer, asked)
    seen = shares(viewer, scope)
    click.echo("\t".join([str(GROUPS[scope.by]), *(str(head) for head in HEADS)]))
    for line in [*seen.lines, seen.total]:
        click.echo(_row(served(line)[:4]))


def _row(values: Iterable[object]) -> str:
    return "\t".join("" if value is None else str(value) for value in values)


@click.command("recount")
@click.option("--all", "everything", is_flag=True, help="Every ticket, not only those without.")
@click.option("--after", default=0, help="Go on after the ticket of this id.")
def recount(everything: bool, after: int) -> None:
    """Make the legs of tickets anew from the trail; figures stand on them.

    Says on the way how many are done; what was cut off says how to go on.
    """
    last = [after]
    try:
        with heard_by(say_how_far):
            count = recount_stays(everything=everything, after=after, reached=last.append)
    except BaseException:
        again = ["pindos", "recount", *(["--all"] if everything else []), f"--after={last[-1]}"]
        click.echo(_("Cut off. To go on: %(command)s") % {"command": " ".join(again)}, err=True)
        raise
    click.echo(count)

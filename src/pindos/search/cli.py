"""Finding in a terminal, and building the index anew."""

from collections.abc import Iterator

import click
from django.utils.translation import gettext as _

from pindos.kernel.acting import as_account, viewer_called
from pindos.kernel.text import without_invisible
from pindos.search import commands
from pindos.search.about import leads_of
from pindos.search.queries import LONGEST_QUERY, found_for, missed_lately, narrowed
from pindos.search.terms import Results


@click.group("search")
def search() -> None:
    """Find tickets, instructions, equipment, people and units; look after the index."""


@search.command("find")
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", default="", help="Only of one kind, such as servicedesk.ticket.")
@click.option("--most", default=20, show_default=True, type=click.IntRange(1, 1000))
@as_account
def find(words: tuple[str, ...], kind: str, most: int, username: str) -> None:
    """Print what somebody finds, the best first; a number's own thing before it."""
    viewer = viewer_called(username)
    kinds, filters = narrowed(viewer, kind=kind)
    text = without_invisible(" ".join(words)[: LONGEST_QUERY + 1])
    for lead in leads_of(viewer, text):
        click.echo(lead.words)
    found = found_for(viewer, text, kinds=kinds, filters=filters, limit=most)
    for said in _understood(found):
        click.echo(said, err=True)
    for each in found.items:
        click.echo(f"{each.label:10} {each.shown.number:16} {each.shown.title}")
    click.echo(_("%(n)s found.") % {"n": f"{found.total}{'+' if found.is_more else ''}"})


def _understood(found: Results) -> Iterator[str]:
    if found.is_cut:
        yield _("That was long: the first 200 letters and at most 8 words were looked for.")
    if found.says_nothing:
        yield _("There is no word in this that can be looked for.")
    if found.is_near:
        yield _("Nothing is written just so. This holds words that are like yours:")
    if found.is_loose:
        yield _("Nothing holds all of these words. This comes nearest:")


@search.command("rebuild")
@click.option("--fresh", is_flag=True, help="From the beginning, also where one was cut off.")
def rebuild(fresh: bool) -> None:  # noqa: FBT001
    """Build the index anew while it is in use; one that was cut off goes on where it stopped."""
    done = commands.rebuild(
        is_fresh=fresh, told=lambda label, done: click.echo(f"{label}: {done}", err=True)
    )
    click.echo(_("%(n)s things are in the index.") % {"n": done})


@search.command("missed")
@as_account
def missed(username: str) -> None:
    """Print what was looked for in vain, the most frequent first."""
    for each in missed_lately(viewer_called(username)):
        click.echo(f"{each.times:5}  {each.words}")


COMMANDS = [search]

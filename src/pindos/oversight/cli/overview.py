"""The overview on the command line."""

import click

from pindos.identity.queries import viewer_named
from pindos.oversight import queries
from pindos.oversight.words import answer, details, state_of


@click.command("overview")
@click.option("--as", "username", required=True, help="The acting account.")
def overview(username: str) -> None:
    """Print how each prefecture stands, the worst first, and the sums."""
    seen = queries.overview(viewer_named(username))
    click.echo(" ".join([answer(seen), *details(seen)]))
    click.echo(_line("", ["open", "late", "untaken", "waiting", "referred"], ""))
    for each in seen.standings:
        click.echo(_line(each.place.key, _figures(each.counts), state_of(each)))
    click.echo(_line("", _figures(seen.total), ""))


def _figures(counts: object) -> list[int]:
    names = ("open", "late", "untaken", "waiting", "referred")
    return [getattr(counts, name) for name in names]


def _line(key: str, figures: list[int] | list[str], words: str) -> str:
    return f"{key:4}{''.join(f'{figure:>10}' for figure in figures)}  {words}".rstrip()

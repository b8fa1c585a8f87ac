"""The history of the settings on the command line."""

import click

from pindos.operations.cli.acting import acting, viewer_called
from pindos.operations.commands import undo_revision
from pindos.operations.queries import revision_lines, revisions_for

MOST = 200  # lines that are printed at most


@click.group("revision")
def revision() -> None:
    """Changes of settings: what was set, and putting it back."""


@revision.command("list")
@acting
@click.option("--thing", default="", help="One kind only, as kernel.option.")
@click.option("--most", type=click.IntRange(1, MOST), default=20, show_default=True)
def list_revisions(username: str | None, thing: str, most: int) -> None:
    """Print the changes, the newest first: number, day, who, what, before and after."""
    viewer = viewer_called(username)
    for line, _kind in revision_lines(viewer, revisions_for(viewer, thing)[:most]):
        said = "; ".join(
            f"{each.field}: {each.before} -> {each.after}" for each in line.differences
        )
        click.echo(f"{line.seq}  {line.at:%Y-%m-%d %H:%M}  {line.who}  {line.about}  {said}")


@revision.command("undo")
@acting
@click.argument("seq", type=click.IntRange(1))
@click.option(
    "--field", "fields", multiple=True, help="Put this field back, changed since or not."
)
def undo(username: str | None, seq: int, fields: tuple[str, ...]) -> None:
    """Put back what the change SEQ has set: all that nobody has changed since, or the fields."""
    for name in undo_revision(viewer=viewer_called(username), seq=seq, fields=fields or None):
        click.echo(name)

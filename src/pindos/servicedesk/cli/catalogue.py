"""The catalogue in a terminal: check files, load them, see what can be asked for."""

from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.acting import as_account, viewer_called
from pindos.servicedesk.catalogue import shipped
from pindos.servicedesk.catalogue.reader import read_catalogues
from pindos.servicedesk.commands import load_catalogue
from pindos.servicedesk.queries import all_categories, shelves_of

paths_given = click.argument("files", nargs=-1, type=click.Path(path_type=Path))


@click.group("catalogue")
def catalogue() -> None:
    """What can be asked for: YAML files, or what is in the database."""


@catalogue.command("check")
@paths_given
def catalogue_check(files: tuple[Path, ...]) -> None:
    """Read files without loading them (none: those that ship); faults come with file and line."""
    for read in read_catalogues(files or shipped()):
        count = len(read.says.categories)
        words = ngettext(
            "%(file)s: sound. %(count)s category.",
            "%(file)s: sound. %(count)s categories.",
            count,
        )
        click.echo(words % {"file": read.file, "count": count})


@catalogue.command("load")
@paths_given
@as_account
def catalogue_load(files: tuple[Path, ...], username: str) -> None:
    """Load files (none: those that ship); what was edited here stays as it is."""
    touched = load_catalogue(viewer=viewer_called(username), paths=files or None)
    for row in touched:
        click.echo(row.key)
    if not touched:
        click.echo(_("The catalogue is up to date: nothing was changed."))


@catalogue.command("list")
def catalogue_list() -> None:
    """Print every category: (-) is retired, (!) needs the approval of a head."""
    for shelf in shelves_of(all_categories()):
        click.echo(f"{shelf.key}: {shelf.name}")
        for each in shelf.categories:
            sign = "-" if each.is_retired else " "
            mark = "!" if each.content.needs_approval else " "
            click.echo(f" {sign}{mark}{each.key:24} {each.name}")

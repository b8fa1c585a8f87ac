"""Data protection on the command line."""

from pathlib import Path
from shutil import copyfile

import click

from pindos.operations.cli.acting import acting, viewer_called
from pindos.operations.commands import (
    make_person_exports,
    person_export,
    take_person_export,
)
from pindos.operations.queries import path_of_export


@click.group("privacy")
def privacy() -> None:
    """The data of people: copies of it."""


@privacy.command("export")
@acting
@click.argument("person")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), required=True)
def export(username: str | None, person: str, to: Path) -> None:
    """Write a copy of all that is kept about PERSON (key, e-mail or id) to a file."""
    viewer = viewer_called(username)
    asked = person_export(viewer=viewer, person=person)
    make_person_exports()
    row = take_person_export(viewer=viewer, export_id=asked.pk)
    copyfile(path_of_export(row), to)
    click.echo(f"{row.rows}")

"""Data protection on the command line."""

from pathlib import Path
from shutil import copyfile

import click

from pindos.operations.cli.acting import acting, viewer_called
from pindos.operations.commands import (
    make_person_exports,
    person_export,
    plan_pseudonym,
    pseudonymise_person,
    take_person_export,
)
from pindos.operations.queries import lines_of, path_of_export, takings_for
from pindos.organisation.queries import person_known_to


@click.group("privacy")
def privacy() -> None:
    """The data of people: copies of it, and pseudonyms."""


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


@privacy.command("pseudonymise")
@acting
@click.argument("person")
@click.option("--confirm", default="", help="The full name: carry it out. Without it: only count.")
def pseudonymise(username: str | None, person: str, confirm: str) -> None:
    """Count what a pseudonym for PERSON would erase and change, or let it stand for good."""
    viewer = viewer_called(username)
    person_id = person_known_to(viewer, person).id
    if confirm:
        row = pseudonymise_person(viewer=viewer, person_id=person_id, confirm=confirm)
        click.echo(f"{row.number}")
        return
    plan = plan_pseudonym(viewer=viewer, person_id=person_id)
    for each in plan.tables:
        click.echo(f"{each.erased:>7} {each.changed:>7} {each.mentions:>7}  {each.label}")
    click.echo(plan.typed)


@privacy.command("takings")
@acting
@click.option("--most", type=click.IntRange(1, 1000), default=50, show_default=True)
def list_takings(username: str | None, most: int) -> None:
    """Print who took which data out of the house as a file, the newest first."""
    for line in lines_of(takings_for(viewer_called(username))[:most]):
        click.echo(f"{line.at:%Y-%m-%d %H:%M}  {line.who}  {line.did}  {line.about}")

"""Charts in a terminal: check one, load one, see which ship."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from pindos.kernel.acting import as_account, viewer_called
from pindos.organisation.charts import shipped
from pindos.organisation.charts.expansion import duties_of, units_of
from pindos.organisation.charts.reader import read_chart_file
from pindos.organisation.commands import ChartDifference, load_chart

SIGNS = {"add": "+", "change": "~", "abolish": "-"}


@click.group("chart")
def chart() -> None:
    """Charts of administrations: YAML files."""


@chart.command("list")
def chart_list() -> None:
    """The charts that ship with the product."""
    for path in shipped():
        own = read_chart_file(path).says.administration
        click.echo(f"{own.key:5} {path.stem:36} {own.name_el}")


@chart.command("check")
@click.argument("file")
def chart_check(file: str) -> None:
    """Read a chart without loading it; a faulty one is refused with file, line and reason."""
    found = read_chart_file(path_of(file)).says
    words = _("%(key)s: sound. %(prefectures)s prefectures, %(units)s units, %(duties)s duties.")
    counts = {
        "key": found.administration.key,
        "prefectures": len(found.prefectures),
        "units": len(units_of(found)),
        "duties": len(duties_of(found)),
    }
    click.echo(words % counts)


@chart.command("load")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Show the difference and change nothing.")
@as_account
def chart_load(file: str, dry_run: bool, username: str) -> None:
    """Load a chart: a file, or the name of one that ships. A second time changes nothing."""
    difference = load_chart(viewer=viewer_called(username), path=path_of(file), is_trial=dry_run)
    say_difference(difference)
    if dry_run:
        click.echo(_("Dry run: nothing was changed."))


def path_of(file: str) -> Path:
    """The file, or the chart of this name that ships."""
    path = Path(file)
    if not path.exists():
        path = next((each for each in shipped() if each.stem == file), path)
    return path


def say_difference(difference: ChartDifference) -> None:
    """One line for each thing, its fields before and after beneath."""
    if not difference:
        click.echo(_("%(key)s: no difference.") % {"key": difference.administration})
        return
    for step in difference.steps:
        click.echo(f"{SIGNS[step.act]} {step.kind} {step.key}")
        for name, (before, after) in step.changes.items():
            click.echo(f"    {name}: {before} -> {after}")

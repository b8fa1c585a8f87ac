"""Units in a terminal: the same commands as the forms; the chart is changed with them."""

from collections.abc import Callable
from typing import Any

import click
from django.utils.translation import gettext as _

from pindos.kernel.acting import as_account, viewer_called
from pindos.organisation import commands
from pindos.organisation.cli.charts import say_difference
from pindos.organisation.commands import ChartDifference

trial = click.option("--dry-run", is_flag=True, help="Show the difference and change nothing.")


@click.group("unit")
def unit() -> None:
    """Units: added, changed and closed in the chart that holds."""


def _described(command: Callable[..., Any]) -> Callable[..., Any]:
    """What may be said of a unit."""
    for name in ("name-el", "name-en", "short-el", "kind", "parent", "email", "phone"):
        command = click.option(f"--{name}")(command)
    command = click.option("--seat", help="Key of a prefecture.")(command)
    command = click.option("--seat-el", help="Another town.")(command)
    for name in ("competence", "seat-duty"):
        command = click.option(f"--{name}", multiple=True, help="Repeat it.")(command)
    return command


@unit.command("add")
@click.argument("key")
@click.option("--administration", default="")
@_described
@trial
@as_account
def unit_add(key: str, administration: str, dry_run: bool, username: str, **said: Any) -> None:
    """Add a unit to the chart."""
    viewer = viewer_called(username)
    given = _given(said)
    _say(
        commands.add_unit(
            viewer=viewer, key=key, administration=administration, is_trial=dry_run, **given
        ),
        dry_run,
    )


@unit.command("change")
@click.argument("key")
@_described
@trial
@as_account
def unit_change(key: str, dry_run: bool, username: str, **said: Any) -> None:
    """Change what is given of a unit, leave the rest."""
    viewer = viewer_called(username)
    _say(commands.change_unit(viewer=viewer, key=key, is_trial=dry_run, **_given(said)), dry_run)


@unit.command("close")
@click.argument("key")
@trial
@as_account
def unit_close(key: str, dry_run: bool, username: str) -> None:
    """Take a unit out of the chart."""
    viewer = viewer_called(username)
    _say(commands.close_unit(viewer=viewer, key=key, is_trial=dry_run), dry_run)


@unit.command("local")
@click.option("--administration", default="")
@click.option("--name-el")
@click.option("--name-en")
@click.option("--short-el")
@click.option("--parent")
@click.option("--competence", multiple=True, help="Repeat it.")
@trial
@as_account
def unit_change_local(administration: str, dry_run: bool, username: str, **said: Any) -> None:
    """Change what the departments of all prefectures have alike."""
    viewer = viewer_called(username)
    _say(
        commands.change_local_departments(
            viewer=viewer, administration=administration, is_trial=dry_run, **_given(said)
        ),
        dry_run,
    )


def _given(said: dict[str, Any]) -> dict[str, Any]:
    """What was said, by the names of the chart."""
    names = {"competence": "competences", "seat_duty": "seat_duties"}
    return {
        names.get(name, name): value for name, value in said.items() if value not in (None, ())
    }


def _say(difference: ChartDifference, dry_run: bool) -> None:
    say_difference(difference)
    if dry_run:
        click.echo(_("Dry run: nothing was changed."))

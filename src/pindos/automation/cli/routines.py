"""Recurring work in a terminal: the same commands as the pages and the API."""

import click
from django.utils import timezone

from pindos.automation import commands
from pindos.automation.cli.rules import acting
from pindos.automation.models import Routine
from pindos.automation.queries import ROUTINES, next_days, routine_by
from pindos.identity.queries import viewer_named


@click.group("routine")
def routine() -> None:
    """Recurring work: tickets that open themselves; ROUTINE is an id."""


@routine.command("list")
@click.option("--filter", "asked", default="", help="As on the page: on = yes.")
@acting
def routine_list(asked: str, acting: str) -> None:
    """Print the recurring work of the units whose work you read."""
    for row in ROUTINES.page_for(viewer_named(acting), asked, size=200).items:
        _say_routine(row)


@routine.command("days")
@click.argument("routine", type=int)
@acting
def routine_days(routine: int, acting: str) -> None:
    """Print the next twelve days on which a ticket opens."""
    for day in next_days(routine_by(viewer_named(acting), routine), timezone.localdate()):
        click.echo(f"{day:%a %Y-%m-%d}")


@routine.command("on")
@click.argument("routine", type=int)
@acting
def routine_on(routine: int, acting: str) -> None:
    """Let it open its tickets from today on."""
    _say_routine(commands.switch_routine_on(viewer=viewer_named(acting), routine_id=routine))


@routine.command("off")
@click.argument("routine", type=int)
@acting
def routine_off(routine: int, acting: str) -> None:
    """Let it open none any more."""
    _say_routine(commands.switch_routine_off(viewer=viewer_named(acting), routine_id=routine))


def _say_routine(row: Routine) -> None:
    click.echo(f"{row.pk} {'on' if row.is_on else 'off'} {row.unit.key} {row.every} {row.name}")

"""Rules in a terminal: the same commands as the pages and the API."""

from collections.abc import Callable

import click
from django.utils import timezone

from pindos.automation import commands
from pindos.automation.models import Routine, Rule
from pindos.automation.queries import (
    ROUTINES,
    RULES,
    RUNS,
    hits_in_words,
    next_days,
    routine_by,
    rule_by,
)
from pindos.automation.queries.words import said_deed
from pindos.identity.queries import viewer_named

acting = click.option("--as", "acting", required=True, help="The account that acts.")
which = click.argument("rule", type=int)


@click.group("rule")
def rule() -> None:
    """Rules: what the desk does by itself; RULE is an id."""


@rule.command("list")
@click.option("--filter", "asked", default="", help="As on the page: on = yes.")
@acting
def rule_list(asked: str, acting: str) -> None:
    """Print the rules of the units whose work you read."""
    for row in RULES.page_for(viewer_named(acting), asked, size=200).items:
        _say(row)


@rule.command("show")
@which
@acting
def rule_show(rule: int, acting: str) -> None:
    """Print one rule: what it asks and what it does."""
    row = rule_by(viewer_named(acting), rule)
    _say(row)
    for name in commands.FOLLOWED:
        if value := getattr(row, name):
            click.echo(f"  {name.removesuffix('_id')}: {value}")


@rule.command("try")
@which
@acting
def rule_try(rule: int, acting: str) -> None:
    """Print what a rule would have done in the last weeks; nothing is changed."""
    viewer = viewer_named(acting)
    trial = commands.try_rule(viewer=viewer, rule_id=rule)
    click.echo(f"asked {trial.looked}, would have acted {trial.hits}")
    for hit in hits_in_words(viewer, trial):
        click.echo(f"{hit.number} {hit.at:%Y-%m-%d %H:%M} {_deeds(hit.deeds)}")


@rule.command("runs")
@click.option("--filter", "asked", default="", help="As on the page: outcome = failed.")
@acting
def rule_runs(asked: str, acting: str) -> None:
    """Print what rules did, the newest first."""
    for run in RUNS.page_for(viewer_named(acting), asked, size=200).items:
        deeds = _deeds([said_deed(deed) for deed in run.deeds])
        click.echo(f"{run.at:%Y-%m-%d %H:%M} {run.ticket.number} {run.rule_id} {deeds}")


def _verb(verb: str, command: Callable[..., Rule]) -> None:
    def run(rule: int, acting: str) -> None:
        _say(command(viewer=viewer_named(acting), rule_id=rule))

    run.__doc__ = (command.__doc__ or "").partition("\n")[0]
    rule.command(verb)(which(acting(run)))


_verb("on", commands.switch_rule_on)
_verb("off", commands.switch_rule_off)


def _deeds(deeds: list[tuple[str, str, str]]) -> str:
    return "; ".join(f"{deed}: {fate} {why}".strip() for deed, fate, why in deeds)


def _say(row: Rule) -> None:
    click.echo(f"{row.pk} {'on' if row.is_on else 'off'} {row.unit.key} {row.when} {row.name}")


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


COMMANDS = [rule, routine]

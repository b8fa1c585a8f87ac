"""Rules in a terminal: the same commands as the pages and the API."""

from collections.abc import Callable
from typing import BinaryIO

import click
from django.utils.translation import gettext as _

from pindos.automation import commands
from pindos.automation.cli.files import asked_in, text_of
from pindos.automation.models import Rule
from pindos.automation.queries import RULES, RUNS, hits_in_words, rule_by
from pindos.automation.queries.words import said_deed
from pindos.identity.queries import viewer_named
from pindos.organisation.queries import unit_named

acting = click.option("--as", "acting", required=True, help="The account that acts.")
which = click.argument("rule", type=int)


def written(function: Callable[..., None]) -> Callable[..., None]:
    """Let a command take a file, single fields, or both."""
    pair = click.option(
        "--set", "pairs", multiple=True, metavar="FIELD=VALUE", help="One field; may come again."
    )
    file = click.argument("file", type=click.File("rb"), required=False)
    return file(pair(function))


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
    """Print one rule: what it asks and what it does, as add and change read it."""
    row = rule_by(viewer_named(acting), rule)
    click.echo(f"# {_line(row)}")
    click.echo(text_of(row), nl=False)


@rule.command("add")
@written
@click.option("--unit", help="Whose rule it is, if the file does not say.")
@acting
def rule_add(file: BinaryIO | None, pairs: tuple[str, ...], unit: str | None, acting: str) -> None:
    """Write a rule from a FILE in YAML or JSON (-: what is piped in), or from --set alone.

    It is off until it was tried out and switched on.
    """
    viewer = viewer_named(acting)
    asked = asked_in(viewer, file, pairs)
    named = unit or asked.pop("unit", None)
    if not named:
        raise click.UsageError(_("Say whose rule it is: unit in the file, or --unit."))
    asked.pop("unit", None)
    _say(commands.add_rule(viewer=viewer, unit=named, **asked))


@rule.command("change")
@which
@written
@click.option("--version", type=int, help="The version that you saw; refuses a newer one.")
@acting
def rule_change(
    rule: int, file: BinaryIO | None, pairs: tuple[str, ...], version: int | None, acting: str
) -> None:
    """Change what a FILE names, or --set; what is left out stays.

    A rule that then does something else is off until it was tried out.
    """
    viewer = viewer_named(acting)
    asked = asked_in(viewer, file, pairs)
    unit = asked.pop("unit", None)
    own = rule_by(viewer, rule).unit_id
    if unit is not None and unit_named(unit).id != own:
        raise click.UsageError(_("A rule stays with its unit. Add one for the other unit."))
    _say(commands.edit_rule(viewer=viewer, rule_id=rule, version=version, **asked))


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
    click.echo(_line(row))


def _line(row: Rule) -> str:
    return f"{row.pk} {'on' if row.is_on else 'off'} {row.unit.key} {row.when} {row.name}"

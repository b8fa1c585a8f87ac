"""Rules of retention on the command line."""

import click

from pindos.operations.cli.acting import acting, viewer_called
from pindos.operations.commands import (
    hold_file,
    plan_retention,
    release_file,
    run_retention,
    set_retention,
    switch_off_retention,
    switch_on_retention,
)
from pindos.operations.queries import retention_rules_for, words_of_rule


@click.group("retention")
def retention() -> None:
    """How long files are kept: rules, their dry run, and files that are exempt."""


@retention.command("list")
@acting
def list_retention(username: str | None) -> None:
    """Print all rules: id, on or off, months, what is erased of which files."""
    for row in retention_rules_for(viewer_called(username)):
        state = "on" if row.is_on else "off"
        click.echo(f"{row.pk}  {state:<3}  {row.months:>3}  {row.what:<5}  {words_of_rule(row)}")


@retention.command("set")
@acting
@click.argument("months", type=click.IntRange(1, 600))
@click.option("--rule", "rule_id", type=int, help="The rule to change; without it: a new one.")
@click.option("--kind", default="", help="Such as servicedesk.ticket.")
@click.option("--what", default="", help="files, or texts: all that is written, and the files.")
@click.option("--category", default="", help="A key of the catalogue; without it: all.")
def set_(
    username: str | None, months: int, rule_id: int | None, kind: str, what: str, category: str
) -> None:
    """Make a rule, or give one other MONTHS after closing; it is switched off."""
    row = set_retention(
        viewer=viewer_called(username),
        rule_id=rule_id,
        months=months,
        kind=kind,
        what=what,
        category=category,
    )
    click.echo(f"{row.pk}")


@retention.command("dry-run")
@acting
@click.argument("rule_id", type=int)
def dry_run(username: str | None, rule_id: int) -> None:
    """Count what a rule would erase now; changes nothing."""
    plan = plan_retention(viewer=viewer_called(username), rule_id=rule_id)
    for name, value in plan._asdict().items():
        click.echo(f"{value:>9}  {name}")


@retention.command("switch-on")
@acting
@click.argument("rule_id", type=int)
@click.option("--version", type=int, required=True, help="Of the rule, as the dry run showed it.")
@click.option("--confirm", type=int, required=True, help="How many files the dry run found.")
def switch_on(username: str | None, rule_id: int, version: int, confirm: int) -> None:
    """Let a rule erase from now on, after its dry run."""
    viewer = viewer_called(username)
    switch_on_retention(viewer=viewer, rule_id=rule_id, version=version, confirm=confirm)


@retention.command("switch-off")
@acting
@click.argument("rule_id", type=int)
def switch_off(username: str | None, rule_id: int) -> None:
    """Let a rule erase nothing any more."""
    switch_off_retention(viewer=viewer_called(username), rule_id=rule_id)


@retention.command("run")
@acting
@click.option("--most", type=click.IntRange(1, 100_000), default=5_000, show_default=True)
def run(username: str | None, most: int) -> None:
    """Carry out the rules that are switched on; print how many files."""
    click.echo(f"{run_retention(viewer=viewer_called(username), most=most)}")


@retention.command("hold")
@acting
@click.argument("number")
@click.option("--reason", required=True)
def hold(username: str | None, number: str, reason: str) -> None:
    """Exempt the file NUMBER from all rules."""
    hold_file(viewer=viewer_called(username), record=number, reason=reason)


@retention.command("lift")
@acting
@click.argument("number")
def lift(username: str | None, number: str) -> None:
    """Let the rules hold for the file NUMBER again."""
    release_file(viewer=viewer_called(username), record=number)

"""Service levels in a terminal."""

import click

from pindos.identity.queries import viewer_named
from pindos.servicedesk import commands
from pindos.servicedesk.cli.tickets import acting
from pindos.servicedesk.queries import in_words, levels


@click.group("level")
def level() -> None:
    """Within how much working time tickets are answered and solved."""


@level.command("list")
def level_list() -> None:
    """Print all levels: what they are for, then minutes of working time."""
    for each in in_words(levels().values()):
        what = " · ".join(filter(None, (each.priority, each.category, each.place)))
        level = each.level
        times = " ".join(str(n or "-") for n in (level.answer, level.solution, level.leg))
        click.echo(f"{each.level.scope:10} {times:16} {each.level.hours or '-':8} {what}")


@level.command("set")
@click.option("--priority", default="", help="low, normal, high or critical.")
@click.option("--category", default="", help="Key of a category.")
@click.option("--prefecture", default="", help="Key of a prefecture.")
@click.option("--answer", type=int, help="Minutes of working time to the first answer.")
@click.option("--solution", type=int, help="Minutes to the solution.")
@click.option("--leg", type=int, help="Minutes to the answer of the unit that was asked.")
@click.option("--hours", default="", help="Key of working hours.")
@click.option("--retired", "is_retired", is_flag=True, help="The level holds no more.")
@acting
def level_set(acting: str, **said: object) -> None:
    """Set what is promised for the tickets that are named; what is left out is any."""
    row = commands.set_level(viewer=viewer_named(acting), **said)  # type: ignore[arg-type]
    click.echo(row.scope)

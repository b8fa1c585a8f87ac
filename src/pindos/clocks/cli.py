"""Working hours in a terminal."""

from typing import Any

import click
from django.utils.translation import gettext as _

from pindos.clocks import commands
from pindos.clocks.queries import HoursFacts, all_hours, hours_called
from pindos.kernel.acting import as_account, viewer_called


@click.group("hours")
def hours() -> None:
    """Working hours by which deadlines run."""


@hours.command("list")
def hours_list() -> None:
    """Print all working hours, seven days from Monday."""
    for each in all_hours().values():
        days = " | ".join(text or "-" for text in each.week)
        click.echo(f"{each.key:14} {each.name:24} {days}")


@hours.command("set")
@click.argument("key")
@click.option("--name", default="", help="Left out: the present one.")
@click.option("--day", "days", multiple=True, help="Seven times, from Monday; - for no work.")
@click.option("--holidays/--no-holidays", default=None, help="Whether holidays are kept.")
@as_account
def hours_set(
    key: str, name: str, days: tuple[str, ...], holidays: bool | None, username: str
) -> None:
    """Change working hours; open deadlines follow within minutes."""
    now = hours_called(key)
    commands.set_hours(
        viewer=viewer_called(username), key=key, **_wanted(now, name, days, holidays)
    )
    click.echo(_("The working hours are saved."))


@hours.command("plan")
@click.argument("key")
@click.option("--day", "days", multiple=True, help="Seven times, from Monday; - for no work.")
@click.option("--holidays/--no-holidays", default=None, help="Whether holidays are kept.")
@as_account
def hours_plan(key: str, days: tuple[str, ...], holidays: bool | None, username: str) -> None:
    """Say which open deadlines such hours would move; changes nothing."""
    wanted = _wanted(hours_called(key), "", days, holidays)
    plan = commands.plan_hours(
        viewer=viewer_called(username),
        key=key,
        week=wanted["week"],
        keeps_holidays=wanted["keeps_holidays"],
    )
    words = _("%(running)s open deadlines; %(later)s later, %(earlier)s earlier.")
    click.echo(words % plan._asdict())


def _wanted(
    now: HoursFacts, name: str, days: tuple[str, ...], holidays: bool | None
) -> dict[str, Any]:
    return {
        "name": name or now.name,
        "week": ["" if day == "-" else day for day in days] or list(now.week),
        "keeps_holidays": now.keeps_holidays if holidays is None else holidays,
    }


COMMANDS = [hours]

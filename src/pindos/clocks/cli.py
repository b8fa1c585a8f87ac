"""Working hours in a terminal."""

from typing import Any, BinaryIO

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.clocks import commands
from pindos.clocks.queries import HoursFacts, all_hours, hours_called
from pindos.kernel.acting import as_account, viewer_called
from pindos.kernel.progress import heard_by
from pindos.kernel.terminal import say_how_far
from pindos.organisation.commands import import_holidays
from pindos.organisation.queries import all_feasts
from pindos.organisation.terms import Outcome


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
    with heard_by(say_how_far):
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


@click.group("holidays")
def holidays() -> None:
    """Days on which nobody works."""


@holidays.command("list")
def holidays_list() -> None:
    """Print all holidays: key, when, where, name, the next day."""
    for each in all_feasts().values():
        upcoming = "-" if each.is_retired else str(each.next_on or "-")
        click.echo(f"{each.key:14} {each.falls:12} {each.prefecture:4} {upcoming:11} {each.name}")


@holidays.command("import")
@click.argument("file", type=click.File("rb"))
@as_account
def holidays_import(file: BinaryIO, username: str) -> None:
    """Keep what is new in a list: a line each, day; name; prefecture; place."""
    lines = import_holidays(viewer=viewer_called(username), text=commands.text_of(file.read()))
    for line in lines:
        if line.outcome is Outcome.ERROR:
            click.echo(f"{line.number}: {line.text[:60]}: {line.reason}", err=True)
    new = sum(line.outcome is Outcome.NEW for line in lines)
    click.echo(ngettext("%(n)s holiday is kept.", "%(n)s holidays are kept.", new) % {"n": new})


COMMANDS = [hours, holidays]

"""Secret addresses of one's calendar in a terminal."""

import click
from django.urls import reverse

from pindos.identity.queries import viewer_named
from pindos.servicedesk import commands
from pindos.servicedesk.cli.tickets import acting
from pindos.servicedesk.queries import feeds_of


@click.group("calendar")
def calendar() -> None:
    """Due work in other calendars, by secret addresses."""


@calendar.command("feeds")
@acting
def calendar_feeds(acting: str) -> None:
    """Print the addresses that work: their ids, whose work, since when."""
    for row in feeds_of(viewer_named(acting)).select_related("unit"):
        click.echo(f"{row.pk} {row.unit.key if row.unit else '-'} {row.made_at:%Y-%m-%d}")


@calendar.command("make")
@click.option("--unit", default="", help="Key of a unit; without it, one's own work.")
@acting
def calendar_make(unit: str, acting: str) -> None:
    """Make an address and print its path, this once."""
    _row, secret = commands.make_calendar_feed(viewer=viewer_named(acting), unit=unit)
    click.echo(reverse("servicedesk:calendar-feed", args=[secret]))


@calendar.command("revoke")
@click.argument("feed", type=int)
@acting
def calendar_revoke(feed: int, acting: str) -> None:
    """Let nobody read by FEED (its id) any more."""
    commands.revoke_calendar_feed(viewer=viewer_named(acting), feed_id=feed)

"""Files and the virus scanner in a terminal."""

from datetime import timedelta

import click
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.acting import as_account, viewer_called
from pindos.records import commands


@click.group("file")
def file() -> None:
    """Files and the virus scanner."""


@file.command("scan")
@click.option("--days", default=30, type=click.IntRange(0), help="Not scanned for so many days.")
@click.option("--most", default=10_000, type=click.IntRange(1), help="At most so many now.")
@as_account
def file_scan(days: int, most: int, username: str) -> None:
    """Have old files scanned again by newer signatures; call it again for more.

    The timer scans them after all that is new. It goes on where it was when it is stopped.
    """
    before = timezone.now() - timedelta(days=days)
    n = commands.scan_again(viewer=viewer_called(username), before=before, most=most)
    words = ngettext("%(n)d file is scanned again.", "%(n)d files are scanned again.", n)
    click.echo(words % {"n": n})


@file.command("try-scanner")
@as_account
def file_try_scanner(username: str) -> None:
    """Ask the scanner who it is, and whether it finds the harmless sample (EICAR)."""
    version = commands.try_scanner(viewer=viewer_called(username))
    click.echo(_("The scanner answers: %(version)s") % {"version": version})


COMMANDS = [file]

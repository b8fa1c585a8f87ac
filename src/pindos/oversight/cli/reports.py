"""Monthly reports on the command line."""

from pathlib import Path

import click

from pindos.identity.queries import viewer_named
from pindos.oversight.commands import ask_report, make_asked_reports, take_report
from pindos.oversight.queries import reports_for

as_account = click.option("--as", "username", required=True, help="The acting account.")


@click.group("report")
def report() -> None:
    """Monthly reports: the figures on paper."""


@report.command("list")
@as_account
def list_reports(username: str) -> None:
    """Print the reports, the newest first: number, month, state."""
    for row in reports_for(viewer_named(username)).order_by("-month"):
        click.echo(f"{row.pk}\t{row.month:%Y-%m}\t{row.state}")


@report.command("make")
@as_account
@click.argument("month")
def make(username: str, month: str) -> None:
    """Make the report of a MONTH (2026-10) at once; print its number."""
    row = ask_report(viewer=viewer_named(username), month=month)
    make_asked_reports()
    click.echo(row.pk)


@report.command("save")
@as_account
@click.argument("number", type=int)
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def save(username: str, number: int, path: Path) -> None:
    """Write the PDF of a report to a file."""
    row = take_report(viewer=viewer_named(username), report_id=number)
    path.write_bytes(bytes(row.pdf or b""))
    click.echo(path)

"""What is sent each month, on the command line: the same commands as the pages and the API."""

import click

from pindos.identity.queries import viewer_named
from pindos.oversight.commands import add_dispatch, edit_dispatch
from pindos.oversight.models import Dispatch
from pindos.oversight.queries import DISPATCHES, dispatch_by, log_of
from pindos.oversight.terms import What

acting = click.option("--as", "acting", required=True, help="The acting account.")
which = click.argument("dispatch", type=int)


@click.group("dispatch")
def dispatch() -> None:
    """What goes out on the first working day of each month; DISPATCH is an id."""


@dispatch.command("list")
@click.option("--filter", "asked", default="", help="As on the page: on = yes.")
@acting
def dispatch_list(asked: str, acting: str) -> None:
    """Print what is sent of the units whose work you read: id, whether, unit, what, to whom."""
    for row in DISPATCHES.page_for(viewer_named(acting), asked, size=200).items:
        _say(row)


@dispatch.command("add")
@click.option("--unit", required=True, help="The key of the unit.")
@click.option("--person", required=True, help="Who of it gets it: id, key or address.")
@click.option("--view", type=int, help="The id of a view that the unit shares; else the report.")
@acting
def dispatch_add(unit: str, person: str, view: int | None, acting: str) -> None:
    """Let somebody get the report of their unit, or a view, from the next month on."""
    what = What.REPORT if view is None else What.VIEW
    viewer = viewer_named(acting)
    row = add_dispatch(viewer=viewer, unit=unit, person=person, what=what, view_id=view)
    _say(dispatch_by(viewer, row.pk))


@dispatch.command("on")
@which
@acting
def dispatch_on(dispatch: int, acting: str) -> None:
    """Send it again, from the next month on."""
    _switch(dispatch, acting, is_on=True)


@dispatch.command("off")
@which
@acting
def dispatch_off(dispatch: int, acting: str) -> None:
    """Send it no more; what was sent stays in its log."""
    _switch(dispatch, acting, is_on=False)


@dispatch.command("log")
@which
@acting
def dispatch_log(dispatch: int, acting: str) -> None:
    """Print what came of it, the newest month first: month, moment, fate, letter or reason."""
    for line in log_of(dispatch_by(viewer_named(acting), dispatch)):
        row = line.row
        why = line.why or line.letter
        click.echo(f"{row.month:%Y-%m}\t{row.at:%Y-%m-%d %H:%M}\t{row.fate}\t{why}".rstrip())


def _switch(dispatch_id: int, acting: str, *, is_on: bool) -> None:
    viewer = viewer_named(acting)
    edit_dispatch(viewer=viewer, dispatch_id=dispatch_id, is_on=is_on)
    _say(dispatch_by(viewer, dispatch_id))


def _say(row: Dispatch) -> None:
    what = row.view.name if row.view else row.what
    state = "on" if row.is_on else "off"
    click.echo(f"{row.pk}\t{state}\t{row.unit.key}\t{what}\t{row.person.name}")

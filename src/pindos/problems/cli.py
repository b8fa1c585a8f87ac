"""Problems in a terminal: the same commands as the pages and the API."""

from collections.abc import Callable
from typing import Any

import click
from django.utils import timezone

from pindos.identity.queries import viewer_named
from pindos.problems import commands
from pindos.problems.models import Problem
from pindos.problems.queries import (
    KNOWN_ERRORS,
    PROBLEMS,
    counts_of,
    incidents_of,
    is_read_in_full,
    problem_by,
    story_of,
)
from pindos.problems.terms import Tell
from pindos.servicedesk.commands import carry_out_bulk_act
from pindos.servicedesk.queries import items_of
from pindos.servicedesk.terms import Impact, Priority

acting = click.option("--as", "acting", required=True, help="The account that acts.")
which = click.argument("problem")
tickets = click.argument("tickets", nargs=-1, required=True)
TEXTS = ("title", "description", "category", "assignee", "cause", "workaround", "fix")


def fields(command: Callable[..., None]) -> Callable[..., None]:
    """The options of what is known of a problem."""
    for name in reversed(TEXTS):
        command = click.option(f"--{name}")(command)
    command = click.option("--impact", type=click.Choice(Impact.values))(command)
    names = [each.name.lower() for each in Priority]
    command = click.option("--priority", type=click.Choice(names))(command)
    return click.option("--public/--not-public", "is_public", default=None)(command)


def _given(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}


@click.group("problem")
def problem() -> None:
    """Problems and known errors; PROBLEM is a number, however typed."""


@problem.command("open")
@click.argument("name")
@click.option("--unit", default="", help="Key; without it, your own.")
@click.option("--ticket", "linked", multiple=True, help="Number; may be given several times.")
@fields
@acting
def problem_open(
    name: str, unit: str, linked: tuple[str, ...], acting: str, title: str | None, **said: Any
) -> None:
    """Look for the cause of something; NAME is its title."""
    row = commands.open_problem(
        viewer=viewer_named(acting),
        title=title or name,
        unit=unit,
        tickets=linked,
        **_given(said),
    )
    _say(row)


@problem.command("list")
@click.option("--filter", "asked", default="", help="As on the page: state = open.")
@click.option("--known", is_flag=True, help="Known errors of all units.")
@acting
def problem_list(asked: str, known: bool, acting: str) -> None:  # noqa: FBT001  click gives it so
    """Print problems of your units, or the known errors of all."""
    listing = KNOWN_ERRORS if known else PROBLEMS
    for row in listing.page_for(viewer_named(acting), asked).items:
        click.echo(f"{row.number} {row.state} {row.unit.key} {row.title}")


@problem.command("show")
@which
@acting
def problem_show(problem: str, acting: str) -> None:
    """Print a problem, its tickets and its timeline, by right."""
    viewer = viewer_named(acting)
    row = problem_by(viewer, problem)
    _say(row)
    for name in ("title", "cause", "workaround"):
        click.echo(f"{name}: {getattr(row, name)}")
    if is_read_in_full(viewer, row):
        counts = counts_of(row)
        click.echo(f"tickets: {counts.linked}, open: {counts.open}, units: {counts.units}")
    for ticket in incidents_of(viewer, row).order_by("id"):
        click.echo(f"{ticket.number} {ticket.state} {ticket.title}")
    for moment in story_of(viewer, row):
        at = f"{timezone.localtime(moment.at):%d/%m/%Y %H:%M}"
        click.echo(f"{at} {moment.author_name}: {moment.words or moment.text}")


@problem.command("edit")
@which
@fields
@acting
def problem_edit(problem: str, acting: str, **said: Any) -> None:
    """Change what is given, leave the rest."""
    _act(acting, problem, commands.edit_problem, **_given(said))


@problem.command("link")
@which
@tickets
@acting
def problem_link(problem: str, tickets: tuple[str, ...], acting: str) -> None:
    """Say that it explains these tickets."""
    _act(acting, problem, commands.link_problem, tickets=tickets)


@problem.command("unlink")
@which
@tickets
@acting
def problem_unlink(problem: str, tickets: tuple[str, ...], acting: str) -> None:
    """Say that it does not explain these tickets."""
    _act(acting, problem, commands.unlink_problem, tickets=tickets)


@problem.command("publish")
@which
@click.option("--cause")
@click.option("--workaround")
@click.option("--public/--not-public", "is_public", default=None)
@acting
def problem_publish(problem: str, acting: str, **said: Any) -> None:
    """Make it a known error, which all units read."""
    _act(acting, problem, commands.publish_problem, **_given(said))


@problem.command("cascade")
@which
@click.argument("text")
@click.option("--tell", type=click.Choice(Tell.values), default=Tell.REPLY.value)
@click.option("--dry-run", is_flag=True, help="Only show what would become of each ticket.")
@acting
def problem_cascade(problem: str, text: str, tell: str, dry_run: bool, acting: str) -> None:  # noqa: FBT001
    """Tell all who wait, or solve their tickets with TEXT."""
    viewer = viewer_named(acting)
    row = problem_by(viewer, problem)
    bulk = commands.preview_cascade(viewer=viewer, problem_id=row.pk, tell=tell, text=text)
    if not dry_run:
        bulk = carry_out_bulk_act(viewer=viewer, bulk_id=bulk.pk)
    for item in items_of(viewer, bulk).order_by("id"):
        click.echo(f"{item.ticket.number} {item.outcome} {item.reason}".rstrip())


@problem.command("offer")
@which
@click.argument("unit")
@click.argument("reason")
@acting
def problem_offer(problem: str, unit: str, reason: str, acting: str) -> None:
    """Ask UNIT (its key) to own PROBLEM, and say why."""
    _act(acting, problem, commands.offer_problem, unit=unit, reason=reason)


def _plain(verb: str, command: Callable[..., Problem], words: str = "") -> None:
    """A verb that takes a problem and at most one text."""

    def run(problem: str, acting: str, **said: Any) -> None:
        _act(acting, problem, command, **said)

    run.__doc__ = (command.__doc__ or "").partition("\n")[0]
    if words:
        run = click.argument(words)(run)
    problem.command(verb)(which(acting(run)))


_plain("investigate", commands.investigate_problem)
_plain("resolve", commands.resolve_problem, "fix")
_plain("close", commands.close_problem)
_plain("reopen", commands.reopen_problem, "reason")
_plain("accept", commands.accept_problem)
_plain("decline", commands.decline_problem, "reason")
_plain("recall", commands.recall_problem)
_plain("cancel", commands.cancel_problem, "reason")
_plain("note", commands.note_problem, "text")


def _act(acting: str, named: str, command: Callable[..., Problem], **words: Any) -> None:
    viewer = viewer_named(acting)
    row = problem_by(viewer, named)
    _say(command(viewer=viewer, problem_id=row.pk, **words))


def _say(row: Problem) -> None:
    click.echo(f"{row.number} {row.state} {row.unit.key}")


COMMANDS = [problem]

"""Planned work in a terminal: the same commands as the pages and the API."""

from collections.abc import Callable
from typing import Any

import click
from django.utils import timezone

from pindos.changes import commands
from pindos.changes.models import Change
from pindos.changes.queries import CHANGES, aims_of, change_by, conflicts_of, story_of
from pindos.changes.terms import Kind, Scale, Tie, Undo
from pindos.identity.queries import viewer_named

SHOWN = 50  # lines
Function = Callable[..., Any]

acting = click.option("--as", "acting", required=True, help="The account that acts.")
which = click.argument("change")
PLAN_OPTIONS = (
    click.option("--kind", type=click.Choice(Kind.values)),
    click.option("--reason"),
    click.option("--plan"),
    click.option("--back-out", "back_out"),
    click.option("--scale", type=click.Choice(Scale.values)),
    click.option("--undo", type=click.Choice(Undo.values)),
    click.option("--responsible", help="Id, key or e-mail."),
    click.option("--from", "starts_at", help="2026-11-28T18:00, by the clock of Athens."),
    click.option("--until", "ends_at"),
    click.option("--service"),
    click.option("--downtime", type=int, help="Minutes without the service."),
    click.option("--unit-affected", "units", multiple=True, help="Key; may be given again."),
    click.option("--site-affected", "sites", multiple=True, help="Key; may be given again."),
    click.option("--asset", "assets", multiple=True, help="Inventory number; given again."),
)


def _planned(function: Function) -> Function:
    for option in reversed(PLAN_OPTIONS):
        function = option(function)
    return function


@click.group("change")
def change() -> None:
    """Planned work; CHANGE is an id or a number."""


@change.command("plan")
@click.argument("title")
@click.option("--unit", default="", help="Key of the unit that does it.")
@_planned
@acting
def change_plan(title: str, unit: str, acting: str, **given: Any) -> None:
    """Write planned work down."""
    viewer = viewer_named(acting)
    _say(commands.plan_change(viewer=viewer, title=title, unit=unit, **_said(given)))


@change.command("edit")
@which
@click.option("--title")
@_planned
@acting
def change_edit(change: str, acting: str, **given: Any) -> None:
    """Put otherwise what is given."""
    viewer = viewer_named(acting)
    found = change_by(viewer, change)
    _say(commands.edit_change(viewer=viewer, change_id=found.pk, **_said(given)))


@change.command("list")
@click.option("--filter", "asked", default="", help="As on the page: state = approved.")
@acting
def change_list(asked: str, acting: str) -> None:
    """Print the planned work that the account reads, the newest first."""
    for row in CHANGES.page_for(viewer_named(acting), asked, size=SHOWN).items:
        _say(row)


@change.command("show")
@which
@acting
def change_show(change: str, acting: str) -> None:
    """Print one change, what else happens in its window, and its timeline."""
    viewer = viewer_named(acting)
    found = change_by(viewer, change)
    _say(found)
    for name in ("reason", "plan", "back_out", "service"):
        if text := getattr(found, name):
            click.echo(f"{name}: {text}")
    for aim in aims_of(viewer, found):
        click.echo(f"> {aim.problem.number} {aim.problem.title}")
    for other in conflicts_of(viewer, found):
        click.echo(f"! {other.number} {other.title}")
    for line in story_of(viewer, found):
        at = timezone.localtime(line.at)
        click.echo(f"{at:%Y-%m-%d %H:%M} {line.author} {line.words or line.text}")


@change.command("reschedule")
@which
@click.argument("starts_at")
@click.argument("ends_at")
@click.argument("reason")
@acting
def change_reschedule(change: str, acting: str, **given: str) -> None:
    """Move it to another time, by the clock of Athens."""
    _act(acting, change, commands.reschedule_change, **given)


@change.command("review")
@which
@click.argument("text")
@click.option("--otherwise", default="", help="What to do otherwise the next time.")
@acting
def change_review(change: str, text: str, otherwise: str, acting: str) -> None:
    """Look back at it: what went well."""
    _act(acting, change, commands.review_change, text=text, otherwise=otherwise)


@change.command("note")
@which
@click.argument("text")
@acting
def change_note(change: str, text: str, acting: str) -> None:
    """Write something about it."""
    _act(acting, change, commands.note_change, text=text)


@change.command("link")
@which
@click.argument("ticket")
@click.option("--tie", type=click.Choice(Tie.values), default=Tie.SOLVES.value)
@acting
def change_link(change: str, ticket: str, tie: str, acting: str) -> None:
    """Say what TICKET has to do with it."""
    _act(acting, change, commands.link_change, ticket=ticket, tie=tie)


@change.command("unlink")
@which
@click.argument("ticket")
@acting
def change_unlink(change: str, ticket: str, acting: str) -> None:
    """Take that back."""
    _act(acting, change, commands.unlink_change, ticket=ticket)


def _verb(verb: str, command: Callable[..., Change], word: str = "", *, is_needed: bool) -> None:
    """A verb that takes at most one text, which the command calls ``word``."""

    def run(change: str, acting: str, **words: str | None) -> None:
        _act(acting, change, command, **{name: text or "" for name, text in words.items()})

    run.__doc__ = (command.__doc__ or "").partition("\n")[0]
    if word:
        run = click.argument(word, required=is_needed)(run)
    change.command(verb)(which(acting(run)))


_verb("ask", commands.ask_change, is_needed=False)
_verb("link-problem", commands.link_problem, "problem", is_needed=True)
_verb("unlink-problem", commands.unlink_problem, "problem", is_needed=True)
_verb("withdraw", commands.withdraw_change, is_needed=False)
_verb("approve", commands.approve_change, "reason", is_needed=False)
_verb("refuse", commands.refuse_change, "reason", is_needed=True)
_verb("start", commands.start_change, is_needed=False)
_verb("finish", commands.finish_change, "text", is_needed=False)
_verb("back-out", commands.back_out_change, "reason", is_needed=True)
_verb("cancel", commands.cancel_change, "reason", is_needed=True)


def _act(username: str, named: str, command: Callable[..., Change], **words: Any) -> None:
    viewer = viewer_named(username)
    found = change_by(viewer, named)
    _say(command(viewer=viewer, change_id=found.pk, **words))


def _said(given: dict[str, Any]) -> dict[str, Any]:
    """What was given at all."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in given.items()
        if value not in (None, ())
    }


def _say(row: Change) -> None:
    start = f"{timezone.localtime(row.starts_at):%Y-%m-%d %H:%M}" if row.starts_at else "-"
    click.echo(f"{row.number} {row.state} {start} {row.title}")


COMMANDS = [change]

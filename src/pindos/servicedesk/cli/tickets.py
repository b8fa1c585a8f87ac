"""Tickets in a terminal."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from pindos.identity.queries import viewer_named
from pindos.kernel.access import Viewer
from pindos.organisation.queries import person_known_to
from pindos.servicedesk import commands
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    MOST_URGENT_FIRST,
    Wanted,
    matching,
    named,
    story_of,
    ticket_by,
    tickets_for,
)
from pindos.servicedesk.terms import Came, Impact, Urgency

Command = Callable[..., Any]

acting = click.option("--as", "acting", required=True, help="The account that acts.")
which = click.argument("ticket")
files = click.option(
    "--file",
    "paths",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file to send with it; may be given several times.",
)
impact = click.option("--impact", type=click.Choice(Impact.values))
urgency = click.option("--urgency", type=click.Choice(Urgency.values))
filled = click.option(
    "--answer",
    "pairs",
    multiple=True,
    help="FIELD=ANSWER, for a field of the category; may be given several times.",
)


@click.group("ticket")
def group() -> None:
    """Tickets of the service desk; TICKET is an id or a number, however typed."""


@group.command("open")
@click.argument("title")
@click.option("--description", default="")
@click.option("--prefecture")
@click.option("--site")
@click.option("--requester", help="Id, key or e-mail; without it, who acts.")
@click.option("--category", help="Key; see pindos catalogue list.")
@click.option("--caller", default="", help="Who called, when the register does not hold them.")
@click.option("--caller-phone", default="")
@filled
@impact
@urgency
@files
@acting
def ticket_open(
    acting: str, paths: tuple[Path, ...], pairs: tuple[str, ...], **words: Any
) -> None:
    """Report a problem; the competent unit has it at once."""
    viewer = viewer_named(acting)
    ticket = commands.open_ticket(
        viewer=viewer,
        files=_sent(paths),
        answers=_answers(pairs),
        came_by=Came.TERMINAL,
        **words,
    )
    _say(ticket)


@group.command("show")
@which
@acting
def ticket_show(ticket: str, acting: str) -> None:
    """Print a ticket and its timeline, by right."""
    viewer = viewer_named(acting)
    found = ticket_by(viewer, ticket)
    _say(found)
    click.echo(found.title)
    for moment in story_of(viewer, found):
        at = f"{timezone.localtime(moment.at):%d/%m/%Y %H:%M}"
        mark = "*" if moment.is_internal else " "
        click.echo(f"{at} {mark} {moment.author_name}: {moment.words or moment.text}")


@group.command("list")
@click.option("--unit", default="", help="Key, such as TP-FLO.")
@click.option("--state", default="open", help="open, or states with commas.")
@click.option("--prefecture", default="")
@click.option("--assignee", default="", help="me, none, or a person.")
@click.option("--category", default="", help="Key, or none.")
@click.option("--late", is_flag=True, default=None)
@click.option("--text", default="")
@click.option("--limit", type=click.IntRange(1, 1000), default=50)
@acting
def ticket_list(acting: str, limit: int, **asked: Any) -> None:
    """Print the tickets that the account sees, the most urgent first."""
    viewer = viewer_named(acting)
    rows = matching(viewer, tickets_for(viewer), Wanted(**asked), timezone.now())
    for one in named(rows.order_by(*MOST_URGENT_FIRST)[:limit]):
        late = " late" if one.is_late else ""
        ticket = one.ticket
        line = f"{ticket.number} {ticket.state} {one.unit.key} {ticket.priority}{late}"
        click.echo(f"{line} {ticket.title}")


@group.command("assign")
@which
@click.argument("person", required=False)
@acting
def ticket_assign(ticket: str, person: str | None, acting: str) -> None:
    """Give a ticket to somebody of its unit; nobody named: to oneself."""
    person_id = person_known_to(viewer_named(acting), person).id if person else None
    act_on(acting, ticket, commands.assign_ticket, person_id=person_id)


@group.command("reply")
@which
@click.argument("text")
@click.option("--asks", is_flag=True, help="Wait for an answer.")
@files
@acting
def ticket_reply(ticket: str, text: str, asks: bool, paths: tuple[Path, ...], acting: str) -> None:
    """Write to the requester, or as the requester to the unit."""
    words = {"text": text, "asks": asks, "files": _sent(paths)}
    act_on(acting, ticket, commands.reply_to_ticket, **words)


@group.command("note")
@which
@click.argument("text")
@files
@acting
def ticket_note(ticket: str, text: str, paths: tuple[Path, ...], acting: str) -> None:
    """Write what only the units read."""
    act_on(acting, ticket, commands.note_ticket, text=text, files=_sent(paths))


@group.command("priority")
@which
@click.option("--impact", type=click.Choice(Impact.values), default=Impact.PERSON.value)
@click.option("--urgency", type=click.Choice(Urgency.values), default=Urgency.NORMAL.value)
@acting
def ticket_priority(ticket: str, impact: str, urgency: str, acting: str) -> None:
    """Say whom it hinders and how much."""
    act_on(acting, ticket, commands.set_priority, impact=impact, urgency=urgency)


@group.command("edit")
@which
@click.option("--title")
@click.option("--prefecture")
@click.option("--site")
@click.option("--requester", help="Id, key or e-mail.")
@acting
def ticket_edit(ticket: str, acting: str, **words: Any) -> None:
    """Put right what it is called, where it is or who asked."""
    act_on(acting, ticket, commands.edit_ticket, **words)


@group.command("categorise")
@which
@click.argument("category")
@filled
@click.option("--reroute", is_flag=True, help="Move it to whoever is competent for that.")
@acting
def ticket_categorise(
    ticket: str, category: str, pairs: tuple[str, ...], reroute: bool, acting: str
) -> None:
    """Say what kind of thing it is, or correct it."""
    words = {"category": category, "answers": _answers(pairs), "reroute": reroute}
    act_on(acting, ticket, commands.categorise_ticket, **words)


@group.command("equip")
@which
@click.argument("asset", default="")
@acting
def ticket_equip(ticket: str, asset: str, acting: str) -> None:
    """Say which equipment it is about, by its number; without one, about none."""
    act_on(acting, ticket, commands.equip_ticket, asset=asset)


@group.command("refer")
@which
@click.option("--tried", required=True, help="What was tried and found.")
@click.option("--reason", required=True, help="What is asked of the Directorate.")
@files
@acting
def ticket_refer(
    ticket: str, tried: str, reason: str, paths: tuple[Path, ...], acting: str
) -> None:
    """Refer to the Directorate what cannot be dealt with locally (S14)."""
    words = {"tried": tried, "reason": reason, "files": _sent(paths)}
    act_on(acting, ticket, commands.refer_ticket, **words)


@group.command("hand-back")
@which
@click.argument("answer")
@files
@acting
def ticket_hand_back(ticket: str, answer: str, paths: tuple[Path, ...], acting: str) -> None:
    """Hand a referral back with an answer."""
    act_on(acting, ticket, commands.hand_back_ticket, answer=answer, files=_sent(paths))


@group.command("move")
@which
@click.option("--unit", default="")
@click.option("--prefecture", default="")
@click.option("--site", default="")
@click.option("--reason", required=True)
@acting
def ticket_move(ticket: str, acting: str, **words: Any) -> None:
    """Give a mis-routed ticket to the unit it belongs to."""
    act_on(acting, ticket, commands.move_ticket, **words)


children = click.option(
    "--child", "children", multiple=True, help="A child to go on with; several times."
)


@group.command("resolve")
@which
@click.argument("answer")
@children
@click.option("--despite-tasks", is_flag=True, help="Solved, although tasks are open.")
@acting
def ticket_resolve(ticket: str, answer: str, acting: str, **words: Any) -> None:
    """Tell the requester that it is solved, and how; children too when they are named."""
    act_on(acting, ticket, commands.resolve_ticket, answer=answer, **words)


@group.command("reopen")
@which
@click.argument("reason", required=False, default="")
@children
@acting
def ticket_reopen(ticket: str, reason: str, children: tuple[str, ...], acting: str) -> None:
    """Open a solved or closed ticket again; children too when they are named."""
    act_on(acting, ticket, commands.reopen_ticket, reason=reason, children=children)


def _plain(verb: str, command: Command, words: str = "", *, is_needed: bool = True) -> None:
    """A verb that takes a ticket and at most one text."""

    def run(ticket: str, acting: str, **said: Any) -> None:
        act_on(acting, ticket, command, **{name: text or "" for name, text in said.items()})

    run.__doc__ = (command.__doc__ or "").partition("\n")[0]
    if words:
        run = click.argument(words, required=is_needed)(run)
    group.command(verb)(which(acting(run)))


_plain("take", commands.take_ticket)
_plain("accept", commands.accept_ticket)
_plain("return", commands.return_ticket, "question")
_plain("recall", commands.recall_ticket, "reason", is_needed=False)
_plain("confirm", commands.confirm_ticket)


def _answers(pairs: Iterable[str]) -> dict[str, str]:
    """FIELD=ANSWER as the command takes them."""
    return {key.strip(): answer for key, _, answer in (pair.partition("=") for pair in pairs)}


def act_on(acting: str, ticket: str, command: Command, **words: Any) -> None:
    """Carry a command out for an account, and print the ticket as it is then."""
    viewer: Viewer = viewer_named(acting)
    found = ticket_by(viewer, ticket)
    _say(command(viewer=viewer, ticket_id=found.pk, **words))


def _say(ticket: Ticket) -> None:
    [one] = named([ticket])
    click.echo(f"{ticket.number} {ticket.state} {one.unit.key}")


def _sent(paths: Iterable[Path]) -> list["UploadedFile[bytes]"]:
    return [
        UploadedFile(file=path.open("rb"), name=path.name, size=path.stat().st_size)
        for path in paths
    ]

"""Instructions in a terminal: the same commands as the pages and the API."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from pindos.identity.queries import viewer_named
from pindos.knowledge import commands
from pindos.knowledge.models import Instruction
from pindos.knowledge.queries import (
    INSTRUCTIONS,
    ailing_for,
    editions_of,
    instruction_by,
    is_read_in_full,
    suggested_instructions,
)
from pindos.knowledge.terms import Audience, Kind

acting = click.option("--as", "acting", required=True, help="The account that acts.")
which = click.argument("instruction", type=int)
file_given = click.Path(exists=True, dir_okay=False, path_type=Path)


def fields(command: Callable[..., None]) -> Callable[..., None]:
    """The options of what is said of an instruction."""
    command = click.option("--kind", type=click.Choice(Kind.values))(command)
    command = click.option("--audience", type=click.Choice(Audience.values))(command)
    command = click.option("--audience-unit", help="Key of the unit that reads it.")(command)
    command = click.option("--category", "categories", multiple=True, help="Key.")(command)
    return click.option("--review-on", help="2027-11-23")(command)


def _given(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value not in (None, ())}


def _words_in(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.BadParameter(_("This is not UTF-8 text."), param_hint=file.name) from error


@click.group("knowledge")
def knowledge() -> None:
    """Instructions and runbooks; INSTRUCTION is an id, TEXT a file with Markdown."""


@knowledge.command("draft")
@click.argument("title")
@click.argument("text", type=file_given)
@click.option("--unit", default="", help="Key; without it, your own.")
@fields
@acting
def instruction_draft(title: str, text: Path, unit: str, acting: str, **said: Any) -> None:
    """Begin an instruction from a file."""
    words = _words_in(text)
    viewer = viewer_named(acting)
    _say(
        commands.draft_instruction(
            viewer=viewer, title=title, text=words, unit=unit, **_given(said)
        )
    )


@knowledge.command("load")
@click.option("--unit", default="", help="Key; without it, your own.")
@click.option("--publish", "is_published", is_flag=True, help="Readers get them at once.")
@acting
def instruction_load(acting: str, **said: Any) -> None:
    """Take in what ships with the product and is not here yet, as drafts."""
    for row in commands.load_instructions(viewer=viewer_named(acting), **said):
        _say(row)


@knowledge.command("list")
@click.option("--filter", "asked", default="", help="As on the page: kind = runbook.")
@acting
def instruction_list(asked: str, acting: str) -> None:
    """Print what you may read."""
    for row in INSTRUCTIONS.page_for(viewer_named(acting), asked).items:
        _say(row)


@knowledge.command("suggest")
@click.argument("words")
@acting
def instruction_suggest(words: str, acting: str) -> None:
    """Print the three likeliest for what somebody would type."""
    for each in suggested_instructions(viewer_named(acting), words):
        click.echo(f"{each.id} {each.title}")


@knowledge.command("show")
@which
@acting
def instruction_show(instruction: int, acting: str) -> None:
    """Print an instruction as its readers get it, and its versions, by right."""
    viewer = viewer_named(acting)
    row = instruction_by(viewer, instruction)
    _say(row)
    click.echo((row.edition or row).text)
    if is_read_in_full(viewer, row):
        for edition in editions_of(viewer, row):
            click.echo(f"{edition.number} {edition.at:%d/%m/%Y} {edition.note}".rstrip())


@knowledge.command("edit")
@which
@click.option("--title")
@click.option("--text", type=file_given, help="A file with Markdown.")
@fields
@acting
def instruction_edit(instruction: int, acting: str, text: Path | None, **said: Any) -> None:
    """Change what is given, leave the rest."""
    words = {"text": _words_in(text)} if text else {}
    _act(acting, instruction, commands.edit_instruction, **_given(said), **words)


@knowledge.command("attach")
@which
@click.argument("files", nargs=-1, required=True, type=file_given)
@acting
def instruction_attach(instruction: int, files: tuple[Path, ...], acting: str) -> None:
    """Attach pictures and files."""
    sent = [SimpleUploadedFile(path.name, path.read_bytes()) for path in files]
    _act(acting, instruction, commands.attach_to_instruction, files=sent)


@knowledge.command("publish")
@which
@click.option("--note", default="", help="What is new in it.")
@click.option("--review-on", help="2027-11-23")
@acting
def instruction_publish(instruction: int, acting: str, **said: Any) -> None:
    """Give what is written to its readers."""
    _act(acting, instruction, commands.publish_instruction, **_given(said))


@knowledge.command("review")
@which
@click.option("--review-on", help="2027-11-23")
@acting
def instruction_review(instruction: int, acting: str, **said: Any) -> None:
    """Say that it is still right."""
    _act(acting, instruction, commands.review_instruction, **_given(said))


@knowledge.command("answer")
@which
@click.option("--helped/--not-helped", "has_helped", required=True)
@click.option("--words", default="", help="What is missing.")
@acting
def instruction_answer(instruction: int, acting: str, **said: Any) -> None:
    """Say whether it helped."""
    _act(acting, instruction, commands.answer_instruction, **said)


@knowledge.command("ailing")
@acting
def instruction_ailing(acting: str) -> None:
    """Print which instructions of your units no longer help."""
    for each in ailing_for(viewer_named(acting)):
        day = "overdue " if each.is_overdue else ""
        said = f"+{each.helped} -{each.not_helped} asked {each.asked_after}/{each.readings}"
        click.echo(f"{each.row.pk} {day}{said} {each.row.heading}")


@knowledge.command("retire")
@which
@acting
def instruction_retire(instruction: int, acting: str) -> None:
    """Take it from its readers."""
    _act(acting, instruction, commands.retire_instruction)


@knowledge.command("revive")
@which
@acting
def instruction_revive(instruction: int, acting: str) -> None:
    """Take it back into use."""
    _act(acting, instruction, commands.revive_instruction)


@knowledge.command("bring-back")
@which
@click.argument("number", type=int)
@acting
def instruction_bring_back(instruction: int, number: int, acting: str) -> None:
    """Let what is written be what version NUMBER says."""
    _act(acting, instruction, commands.bring_back_instruction, number=number)


@knowledge.command("offer")
@which
@click.argument("unit")
@acting
def instruction_offer(instruction: int, unit: str, acting: str) -> None:
    """Offer it to UNIT, which owns it once it has said yes."""
    _act(acting, instruction, commands.offer_instruction, unit=unit)


@knowledge.command("accept")
@which
@acting
def instruction_accept(instruction: int, acting: str) -> None:
    """Take over what is offered to your unit."""
    _act(acting, instruction, commands.accept_instruction)


@knowledge.command("decline")
@which
@acting
def instruction_decline(instruction: int, acting: str) -> None:
    """Say no to an offer, or take it back."""
    _act(acting, instruction, commands.decline_instruction)


def _act(acting: str, named: int, command: Callable[..., Instruction], **words: Any) -> None:
    viewer = viewer_named(acting)
    row = instruction_by(viewer, named)
    _say(command(viewer=viewer, instruction_id=row.pk, **words))


def _say(row: Instruction) -> None:
    number = row.edition.number if row.edition else 0
    click.echo(f"{row.pk} {row.state} {row.unit.key} v{number} {row.heading}")


COMMANDS = [knowledge]

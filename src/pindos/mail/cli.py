"""Mail on the command line; ``pindos mail receive`` is what a mail server hands messages to."""

import os
import sys

import click
from django.db import DatabaseError
from django.utils.translation import gettext as _

from pindos.identity.queries import viewer_named
from pindos.mail.commands import (
    TooLarge,
    expect_handed,
    fetch_all,
    take_in,
    take_in_handed,
    try_mailbox,
)
from pindos.mail.handing import ENVELOPE, LARGEST, TRY_AGAIN
from pindos.mail.queries import mailboxes_for
from pindos.mail.terms import Source

NO_DATA = 65  # EX_DATAERR: it is sent back to whoever wrote it

acting = click.option("--as", "username", required=True, help="The acting account.")


@click.group("mail")
def mail() -> None:
    """Mail that comes in and goes out."""


@mail.command("receive")
@click.option(
    "--recipient",
    "recipients",
    multiple=True,
    help="The address it was delivered to: the unit of that mailbox has it.",
)
def receive(recipients: tuple[str, ...]) -> None:
    """Take one message from standard input; exit 75 when it must be tried again.

    While the house is up it is only put on disk here (``handing``), and the house takes it in.
    Without a recipient the envelope's variables are asked, then the lines of the head.
    """
    raw = sys.stdin.buffer.read(LARGEST + 1)
    if not raw.strip():
        click.echo(_("There is no message on standard input."), err=True)
        raise SystemExit(NO_DATA)
    named = [*recipients, *(os.environ.get(name, "") for name in ENVELOPE)]
    try:
        taken = take_in(raw, source=Source.PIPE, recipients=named)
        expect_handed()
    except TooLarge as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(NO_DATA) from None
    except (OSError, DatabaseError) as error:
        click.echo(str(error).strip(), err=True)
        raise SystemExit(TRY_AGAIN) from None
    click.echo(f"{taken.arrival_id} {'new' if taken.is_new else 'known'}")


@mail.command("fetch")
def fetch() -> None:
    """Read all mailboxes once, and what was handed in; print how many messages were new."""
    click.echo(fetch_all() + take_in_handed())


@click.group("mailbox")
def mailbox() -> None:
    """Mailboxes that are read."""


@mailbox.command("list")
@acting
def list_mailboxes(username: str) -> None:
    """Print each with when it was last read and what troubles it."""
    for row in mailboxes_for(viewer_named(username)):
        read = f"{row.looked_at:%Y-%m-%d %H:%M}" if row.looked_at else "-"
        click.echo(f"{row.pk} {row.address} {read} {row.taken} {row.trouble_said}".strip())


@mailbox.command("try")
@acting
@click.argument("mailbox_id", type=int)
def try_one(username: str, mailbox_id: int) -> None:
    """Open one and print what was found; exit 1 when it does not open."""
    is_open, words = try_mailbox(viewer=viewer_named(username), mailbox_id=mailbox_id)
    click.echo(words)
    if not is_open:
        raise SystemExit(1)


COMMANDS = [mail, mailbox]

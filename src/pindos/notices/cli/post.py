"""What accounts are told, and the mail server, on the command line."""

import sys

import click
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pindos.identity.queries import viewer_named
from pindos.kernel.reaching import said
from pindos.mail.queries import permit_called
from pindos.notices.commands import retry_sending, set_mail_server, try_mail_server
from pindos.notices.models import MailServer
from pindos.notices.queries import mail_server, mail_unit_of, notices_for

acting = click.option("--as", "username", required=True, help="The acting account.")


@click.group("notice")
def notice() -> None:
    """What an account has been told."""


@notice.command("list")
@acting
@click.option("--unread", is_flag=True, help="Only what has not been read.")
def list_notices(username: str, unread: bool) -> None:
    """Print the newest fifty, unread first."""
    rows = notices_for(viewer_named(username))
    for row in (rows.filter(is_read=False) if unread else rows)[:50]:
        mark = " " if row.is_read else "*"
        click.echo(f"{mark} {row.at:%Y-%m-%d %H:%M} {row.title} {row.url}")


@click.group("mail")
def mail() -> None:
    """The server through which notices leave."""


@mail.command("show")
@acting
def show(username: str) -> None:
    """Print how mail leaves; never the password."""
    mail_unit_of(viewer_named(username))
    server = mail_server()
    if server is None:
        click.echo(_("No mail leaves: no server is set."))
        return
    state = pgettext("mail server", "on") if server.is_on else pgettext("mail server", "off")
    click.echo(f"{server} {server.security} {server.username} {server.sender} {state}")


@mail.command("set")
@acting
@click.option("--host", required=True)
@click.option("--port", type=int, default=25, show_default=True)
@click.option("--security", type=click.Choice(MailServer.Security.values), default="none")
@click.option("--username", "user", default="")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--permit-of", default="", help="Address of the mailbox by whose OAuth it leaves.")
@click.option("--sender", required=True)
@click.option("--on/--off", "is_on", default=True, show_default=True)
def set_server(
    username: str,
    host: str,
    port: int,
    security: str,
    user: str,
    password_stdin: bool,
    permit_of: str,
    sender: str,
    is_on: bool,
) -> None:
    """Change the mail server; without --password-stdin the password stays as it is."""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else None
    server = set_mail_server(
        viewer=viewer_named(username),
        host=host,
        port=port,
        security=security,
        username=user,
        password=password,
        permit_of_id=permit_called(permit_of),
        sender=sender,
        is_on=is_on,
    )
    click.echo(str(server))


@mail.command("try")
@acting
@click.argument("address")
def try_server(username: str, address: str) -> None:
    """Send a test mail; print the server's answer, exit 1 when it did not leave."""
    fate = try_mail_server(viewer=viewer_named(username), address=address)
    click.echo(said(fate.words))
    if not fate.is_gone:
        raise SystemExit(1)


@mail.command("retry")
@acting
@click.argument("sending_id", type=int, required=False)
def retry(username: str, sending_id: int | None) -> None:
    """Let one failed sending start afresh, or all; print how many."""
    click.echo(retry_sending(viewer=viewer_named(username), sending_id=sending_id))

"""Accounts and tokens on the command line."""

from collections.abc import Callable
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.identity import commands
from pindos.identity.queries import (
    access_of,
    account_ids_of,
    accounts_found,
    invitations_for,
    ruled_account,
    tokens_for,
    viewer_named,
)
from pindos.identity.rules import readable_password
from pindos.identity.terms import Scope
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.pages import page_of
from pindos.organisation.queries import person_known_to, person_named

own = click.option("--as", "acting", required=True, help="The account whose tokens they are.")
Command = Callable[..., Any]


def acting_or_house(command: Command) -> Command:
    """Who has the machine has the data: without --as the house itself acts, on record."""
    return click.option("--as", "acting", default="", help="The acting account.")(command)


@click.group("token")
def token() -> None:
    """What programs sign in with."""


@token.command("create")
@own
@click.option("--scope", type=click.Choice(Scope.values), required=True)
@click.option("--name", default="pindos token create", help="What it is for.")
@click.option("--days", type=int, help="How long it is good; without it, for ever.")
def create_token(acting: str, scope: str, name: str, days: int | None) -> None:
    """Make a token; its text is the last line, and is shown this one time."""
    text = commands.create_token(
        viewer=viewer_named(acting), username=acting, scope=scope, name=name, days=days
    )
    click.echo(_("Keep this token: it is shown this one time."), err=True)
    click.echo(text)


@token.command("list")
@own
def list_tokens(acting: str) -> None:
    """Print the tokens that are not revoked."""
    for row in tokens_for(viewer_named(acting)):
        end = f"{row.expires_at:%Y-%m-%d}" if row.expires_at else "-"
        used = f"{row.last_used_on:%Y-%m-%d}" if row.last_used_on else "-"
        click.echo(f"{row.pk} {row.prefix}… {row.scope} {end} {used} {row.name}")


@token.command("revoke")
@own
@click.argument("token_id", type=click.IntRange(1, 2**62))
def revoke_token(acting: str, token_id: int) -> None:
    """End a token by its number in the list."""
    commands.revoke_token(viewer=viewer_named(acting), token_id=token_id)
    click.echo(_("The token has been revoked. What used it can no longer sign in."))


@click.group("account")
def account() -> None:
    """What people sign in with."""


@account.command("list")
@acting_or_house
@click.option("--search", default="", help="Words of the account's or the person's name.")
@click.option("--after", default="", help="Where the page before ended.")
def list_accounts(acting: str, search: str, after: str) -> None:
    """Print accounts by name, 50 a page."""
    page = page_of(accounts_found(_viewer(acting), search), by=("folded",), after=after)
    for row in page.items:
        state = "active" if row.is_active else "deactivated"
        click.echo(f"{row.username} {state} {row.person.name if row.person else '-'}")
    if page.next:
        click.echo(f"--after {page.next}")


@account.command("access")
@click.argument("person")
@own
def print_access(person: str, acting: str) -> None:
    """Print by which positions a person (key, e-mail or id) sees what they see today."""
    viewer = viewer_named(acting)
    found = access_of(viewer, person_known_to(viewer, person).id)
    for each in found.held:
        held = each.position
        until = f" until {held.ends_on}" if held.ends_on else ""
        click.echo(
            f"{held.role} {held.unit_key} reaches {each.units} since {held.starts_on}{until}"
        )
    click.echo("signs in as " + ", ".join(found.usernames) if found.can_sign_in else "no sign-in")


@account.command("create")
@acting_or_house
@click.argument("username")
@click.option("--person", required=True, help="Key, e-mail or id of the person.")
def create_account(acting: str, username: str, person: str) -> None:
    """Make an account for a person; its one-time password is the last line."""
    password = readable_password()
    commands.create_account(
        viewer=_viewer(acting),
        username=username,
        person_id=person_named(person).id,
        password=password,
        is_one_time=True,
    )
    click.echo(password)


@account.command("invite")
@acting_or_house
@click.argument("username")
@click.option("--person", default="", help="Key, e-mail or id: make the account for them first.")
def invite(acting: str, username: str, person: str) -> None:
    """Send an invitation by mail, or send it anew; with --person the account is made first."""
    viewer = _viewer(acting)
    if person:
        person_id = person_named(person).id
        link = commands.invite_person(viewer=viewer, person_id=person_id, username=username)
    else:
        account_id = next(iter(account_ids_of(username=username)), 0)
        link = commands.invite_account(viewer=viewer, account_id=account_id)
    words = _("The invitation is on its way. It is good until %(day)s.")
    click.echo(words % {"day": f"{link.expires_at:%Y-%m-%d %H:%M}"})


@account.command("invitations")
@acting_or_house
@click.option("--after", default="", help="Where the page before ended.")
def list_invitations(acting: str, after: str) -> None:
    """Print the invitations that nobody has used yet, the newest first, 50 a page."""
    page = page_of(invitations_for(_viewer(acting)), by=("-made_at", "-id"), after=after)
    for row in page.items:
        state = "expired" if row.has_run_out else "open"
        click.echo(f"{row.pk} {row.account.username} {state} {row.expires_at:%Y-%m-%d}")
    if page.next:
        click.echo(f"--after {page.next}")


@account.command("revoke-invitation")
@acting_or_house
@click.argument("invitation_id", type=click.IntRange(1, 2**62))
def revoke_invitation(acting: str, invitation_id: int) -> None:
    """Let the link of an invitation, by its number in the list, open nothing any more."""
    commands.revoke_invitation(viewer=_viewer(acting), invitation_id=invitation_id)
    click.echo(_("The invitation is withdrawn. Its link works no more."))


@account.command("reset-password")
@acting_or_house
@click.argument("username")
def reset_password(acting: str, username: str) -> None:
    """Give an account a one-time password, the last line; its sessions end."""
    click.echo(commands.reset_password(viewer=_viewer(acting), username=username))


@account.command("reset-factor")
@acting_or_house
@click.argument("username")
def reset_factor(acting: str, username: str) -> None:
    """Take an account's second factors away, for who has lost them; its sessions end."""
    commands.reset_factor(viewer=_viewer(acting), username=username)
    click.echo(_("The second factor is reset. Its owner enrols a new one."))


@account.command("end-sessions")
@acting_or_house
@click.argument("username")
def end_sessions(acting: str, username: str) -> None:
    """Sign an account out of every browser."""
    viewer = _viewer(acting)
    account_id = ruled_account(viewer, username).pk
    count = commands.end_sessions_of(viewer=viewer, account_id=account_id)
    click.echo(
        ngettext("%(n)s session has ended.", "%(n)s sessions have ended.", count) % {"n": count}
    )


@account.command("deactivate")
@acting_or_house
@click.argument("username")
@click.option("--reason", required=True)
def deactivate_account(acting: str, username: str, reason: str) -> None:
    """End an account's sessions and tokens; nobody signs in with it any more."""
    commands.deactivate_account(viewer=_viewer(acting), username=username, reason=reason)
    click.echo(_("The account is deactivated and its sessions have ended."))


@account.command("activate")
@acting_or_house
@click.argument("username")
def activate_account(acting: str, username: str) -> None:
    """Let a deactivated account sign in again."""
    commands.activate_account(viewer=_viewer(acting), username=username)
    click.echo(_("The account is active again."))


@click.group("directory")
def directory() -> None:
    """The LDAP directory by which people sign in."""


@directory.command("try")
@click.option("--as", "acting", required=True, help="The acting account.")
@click.argument("login", default="")
def try_directory(acting: str, login: str) -> None:
    """Ask the directory step by step, and look one person up."""
    tried = commands.try_directory(viewer=viewer_named(acting), login=login)
    for step in tried.steps:
        click.echo(f"{'ok' if step.is_good else 'failed'} {step.label}: {step.words}")
    if tried.entry:
        click.echo(f"{tried.entry.email} {tried.unit or '-'} {tried.role or '-'}")


@directory.command("sync")
@acting_or_house
@click.option("--carry-out", is_flag=True, help="Without it, only what would change is printed.")
def sync_directory(acting: str, carry_out: bool) -> None:
    """Compare people with the directory."""
    act = commands.sync_directory if carry_out else commands.plan_sync
    plan = act(viewer=_viewer(acting))
    for each in plan.changes:
        click.echo(f"{each.kind} {each.login} {each.name}: {each.words}")
    words = ngettext("%(n)s entry looked at.", "%(n)s entries looked at.", plan.looked_at)
    click.echo(words % {"n": plan.looked_at})


def _viewer(acting: str) -> Viewer:
    return viewer_named(acting) if acting else HOUSE


@click.group("openid")
def openid() -> None:
    """The OpenID provider by which people sign in."""


@openid.command("try")
@click.option("--as", "acting", required=True, help="The acting account.")
def try_provider(acting: str) -> None:
    """Ask the provider for its particulars and keys."""
    for step in commands.try_provider(viewer=viewer_named(acting)):
        click.echo(f"{'ok' if step.is_good else 'failed'} {step.label}: {step.words}")


COMMANDS = [token, account, directory, openid]

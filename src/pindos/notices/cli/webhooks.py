"""Webhooks in a terminal."""

from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pindos.kernel.acting import as_account, viewer_called
from pindos.notices import commands
from pindos.notices.listings import WEBHOOK_SENDINGS, WEBHOOKS
from pindos.notices.models import Webhook, WebhookSending
from pindos.notices.queries import hook_tallies, webhook_by, webhook_kinds

SHOWN = 50  # lines

number = click.argument("webhook_id", type=int, metavar="NUMBER")


@click.group("webhook")
def webhook() -> None:
    """Outside programs that are told of what happens."""


@webhook.command("list")
@click.option("--filter", "asked", default="", help="As on the page: on = no.")
@as_account
def webhook_list(asked: str, username: str) -> None:
    """Print the webhooks: number, on or off, unit, name, address."""
    for row in WEBHOOKS.page_for(viewer_called(username), asked, size=SHOWN).items:
        click.echo(f"{row.pk:4} {_state(row):4} {row.unit.key:10} {row.name}  {row.address}")


@webhook.command("kinds")
def webhook_list_kinds() -> None:
    """Print the kinds of events that a webhook can be told of."""
    for name, words in webhook_kinds().items():
        click.echo(f"{name:36} {words}")


@webhook.command("show")
@number
@as_account
def webhook_show(webhook_id: int, username: str) -> None:
    """Print one webhook and how much it sent."""
    _print(webhook_by(viewer_called(username), webhook_id))


@webhook.command("log")
@number
@click.option("--filter", "asked", default="", help="As on the page: state = failed.")
@as_account
def webhook_log(webhook_id: int, asked: str, username: str) -> None:
    """Print what a webhook sent and will send, the newest first."""
    viewer = viewer_called(username)
    own = f"number = {webhook_by(viewer, webhook_id).pk}"
    both = f"{own} and ({asked})" if asked else own
    for row in WEBHOOK_SENDINGS.page_for(viewer, both, size=SHOWN).items:
        click.echo(_line(row))


@webhook.command("add")
@click.argument("name")
@click.argument("address")
@click.option("--unit", required=True, help="Key of the unit whose events it hears.")
@click.option("--kind", "kinds", multiple=True, help="Name of an event; none: all. Repeat it.")
@as_account
def webhook_add(name: str, address: str, unit: str, kinds: tuple[str, ...], username: str) -> None:
    """Add a webhook; print its number and its secret, which is shown this one time."""
    made = commands.add_webhook(
        viewer=viewer_called(username), name=name, address=address, unit=unit, kinds=kinds
    )
    click.echo(f"{made.webhook.pk} {made.secret}")


@webhook.command("change")
@number
@click.option("--name")
@click.option("--address")
@click.option("--unit", help="Key of the unit whose events it hears.")
@click.option("--kind", "kinds", multiple=True, help="Name of an event. Repeat it.")
@click.option("--all-kinds", is_flag=True, help="All events.")
@as_account
def webhook_change(
    webhook_id: int,
    name: str | None,
    address: str | None,
    unit: str | None,
    kinds: tuple[str, ...],
    all_kinds: bool,
    username: str,
) -> None:
    """Change what is given, leave the rest."""
    chosen = list(kinds) if kinds or all_kinds else None
    said = {"name": name, "address": address, "unit": unit, "kinds": chosen}
    given: dict[str, Any] = {field: value for field, value in said.items() if value is not None}
    viewer = viewer_called(username)
    commands.change_webhook(viewer=viewer, webhook_id=webhook_id, **given)
    _print(webhook_by(viewer, webhook_id))


@webhook.command("renew-secret")
@number
@as_account
def webhook_renew_secret(webhook_id: int, username: str) -> None:
    """Print a new secret; for a day the former one holds too."""
    made = commands.renew_webhook_secret(viewer=viewer_called(username), webhook_id=webhook_id)
    click.echo(made.secret)


@webhook.command("switch-off")
@number
@as_account
def webhook_switch_off(webhook_id: int, username: str) -> None:
    """Send nothing more; what waits stays."""
    viewer = viewer_called(username)
    _print(commands.switch_webhook_off(viewer=viewer, webhook_id=webhook_id))


@webhook.command("switch-on")
@number
@as_account
def webhook_switch_on(webhook_id: int, username: str) -> None:
    """Send again, also what happened meanwhile, up to seven days back."""
    viewer = viewer_called(username)
    _print(commands.switch_webhook_on(viewer=viewer, webhook_id=webhook_id))


@webhook.command("remove")
@number
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
@as_account
def webhook_remove(webhook_id: int, is_sure: bool, username: str) -> None:
    """Remove a webhook for good, with its secret."""
    viewer = viewer_called(username)
    name = webhook_by(viewer, webhook_id).name
    if not is_sure:
        click.confirm(_("Remove %(name)s for good?") % {"name": name}, abort=True)
    commands.remove_webhook(viewer=viewer, webhook_id=webhook_id)
    click.echo(_("%(name)s is removed.") % {"name": name})


@webhook.command("try")
@number
@as_account
def webhook_try(webhook_id: int, username: str) -> None:
    """Send a test; print how the receiver answered, exit 1 when it did not take it."""
    sending = commands.try_webhook(viewer=viewer_called(username), webhook_id=webhook_id)
    click.echo(_line(sending))
    if sending.state != WebhookSending.State.SENT:
        raise SystemExit(1)


@webhook.command("retry")
@number
@click.argument("sending_id", type=int, required=False)
@as_account
def webhook_retry(webhook_id: int, sending_id: int | None, username: str) -> None:
    """Let one sending go again, or all that failed; print how many."""
    viewer = viewer_called(username)
    click.echo(commands.retry_webhook(viewer=viewer, webhook_id=webhook_id, sending_id=sending_id))


def _state(row: Webhook) -> str:
    return pgettext("webhook", "on") if row.is_on else pgettext("webhook", "off")


def _print(row: Webhook) -> None:
    click.echo(f"{row.pk} {row.name}")
    click.echo(f"{row.address} {row.unit.key} {_state(row)} {row.get_off_reason_display()}")
    click.echo(" ".join(row.kinds))
    words = _("In the last 24 hours received %(sent)s, waiting %(waiting)s, failed %(failed)s.")
    click.echo(words % hook_tallies([row.pk])[row.pk]._asdict())


def _line(row: WebhookSending) -> str:
    told = [row.get_state_display(), str(row.status or ""), row.why, row.answer[:200]]
    return f"{row.pk} {row.event} {' '.join(filter(None, told))}".replace("\n", " ")

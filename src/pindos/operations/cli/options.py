"""Settings on the command line."""

import json
from typing import Any

import click
from django.utils.translation import gettext as _

from pindos.kernel.options import option_called
from pindos.operations.cli.acting import acting, viewer_called
from pindos.operations.commands import set_options
from pindos.operations.queries import options_for


@click.group("option")
def option() -> None:
    """Settings that hold at once, without a restart."""


@option.command("list")
@acting
@click.option("--set", "is_set", is_flag=True, help="Only what does not stand at its default.")
def list_options(username: str | None, is_set: bool) -> None:
    """Print each setting: key, value as JSON, and whether it is the default."""
    for each in options_for(viewer_called(username)):
        if not (is_set and each.is_default):
            mark = f"  ({_('default')})" if each.is_default else ""
            click.echo(f"{each.key} = {json.dumps(each.value, ensure_ascii=False)}{mark}")


@option.command("get")
@acting
@click.argument("key")
def get(username: str | None, key: str) -> None:
    """Print the value of one setting as JSON."""
    wanted = option_called(key)
    found = {each.key: each.value for each in options_for(viewer_called(username))}
    click.echo(json.dumps(found[wanted.key], ensure_ascii=False))


@option.command("set")
@acting
@click.argument("key")
@click.argument("value", required=False)
@click.option("--default", "is_default", is_flag=True, help="Put it back to its default.")
def set_one(username: str | None, key: str, value: str | None, is_default: bool) -> None:
    """Set one setting; VALUE is JSON, or a plain word or number."""
    if (value is None) != is_default:
        raise click.UsageError("give a VALUE or --default")
    given = None if value is None else _read(value)
    changed = set_options(viewer=viewer_called(username), values={key: given})
    click.echo(str(len(changed)))


def _read(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value

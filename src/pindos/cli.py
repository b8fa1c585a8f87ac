"""The command line: pindos NOUN VERB."""

import gc
import os
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

import click
import django
from django.db import DatabaseError, connection

from pindos.config.env import SettingError
from pindos.config.threads import keep_by_thread
from pindos.kernel import acting
from pindos.kernel.errors import Refused
from pindos.kernel.origin import coming_from
from pindos.kernel.postgresql import standing


def main() -> None:
    """Gather the commands of the house and of each context, then run one."""
    run(_read)


def run(gathered: Callable[[], click.Group], *arguments: str) -> None:
    """One of these commands, by default the one on the command line; a refusal is one line."""
    try:
        with coming_from("cli"):
            gathered()(args=arguments or None)
    except (Refused, SettingError) as refusal:
        raise SystemExit(str(refusal)) from None
    except DatabaseError as error:
        if words := _unfit(error):
            raise SystemExit(words) from None
        raise


def _unfit(error: DatabaseError) -> str | None:
    """What the database server did not allow, in words; None for any other fault."""
    if connection.vendor != "postgresql":
        return None
    return standing.in_words(error, connection.settings_dict)


def _read() -> click.Group:
    """Every command; what has been read by now stays, and garbage is looked for from now on."""
    commands = root()
    keep_by_thread()
    gc.freeze()
    gc.enable()
    return commands


def root() -> click.Group:
    """Every command there is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pindos.config.settings")
    django.setup()
    acting.found_by(import_module("pindos.identity.queries").viewer_named)
    contexts = import_module("pindos.config.contexts").CONTEXTS
    group = click.Group("pindos")
    for name in ["config", "kernel", *contexts]:
        if find_spec(f"pindos.{name}.cli"):
            for command in import_module(f"pindos.{name}.cli").COMMANDS:
                _join(group, command)
    return group


def _join(group: click.Group, command: click.Command) -> None:
    """Add a command; what two rooms say under one noun stands together under it."""
    known = group.commands.get(command.name or "")
    if isinstance(known, click.Group) and isinstance(command, click.Group):
        for verb in command.commands.values():
            known.add_command(verb)
    else:
        group.add_command(command)

"""The command line: pindos NOUN VERB."""

import os
from importlib import import_module
from importlib.util import find_spec

import click
import django

from pindos.kernel.errors import Refused
from pindos.kernel.origin import coming_from


def main() -> None:
    """Gather the worker and each context's commands, then run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pindos.config.settings")
    django.setup()
    contexts = import_module("pindos.config.contexts").CONTEXTS
    root = click.Group("pindos")
    for name in ["kernel", *contexts]:
        if find_spec(f"pindos.{name}.cli"):
            for command in import_module(f"pindos.{name}.cli").COMMANDS:
                root.add_command(command)
    try:
        with coming_from("cli"):
            root()
    except Refused as refusal:
        raise SystemExit(str(refusal)) from None

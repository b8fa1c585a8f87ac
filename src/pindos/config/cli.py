"""Commands that concern the whole house."""

import click

from pindos.config import supervisor
from pindos.config.prepare import prepare


@click.command("up")
def up() -> None:
    """Prepare what is missing, then run every process in the foreground."""
    supervisor.up()


@click.command("prepare")
def prepare_instance() -> None:
    """Bring the instance to this version: tables, and at first a chart and an account."""
    prepare(click.echo)


COMMANDS = [up, prepare_instance]

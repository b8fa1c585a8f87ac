"""Commands that concern the whole house."""

import click
from django.db import OperationalError

from pindos.config import supervisor
from pindos.config.prepare import prepare
from pindos.kernel.errors import Refused


@click.command("up")
def up() -> None:
    """Prepare what is missing, then run every process in the foreground."""
    supervisor.up()


@click.command("prepare")
def prepare_instance() -> None:
    """Bring the instance to this version: tables, and at first a chart and an account."""
    try:
        prepare(click.echo)
    except OperationalError as error:
        raise Refused(f"The database does not answer: {str(error).strip()}") from error


COMMANDS = [up, prepare_instance]

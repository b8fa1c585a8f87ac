"""The demonstration on the command line."""

import time

import click

from pindos.demo.making import make
from pindos.demo.terms import PASSWORD, PEOPLE, SEED, TICKETS
from pindos.kernel.demonstration import told


@click.group("demo")
def demo() -> None:
    """A made-up office to look at; only ever in an empty database of its own."""


@demo.command("make")
@click.option("--people", default=PEOPLE, show_default=True, help="How many have an account.")
@click.option("--tickets", default=TICKETS, show_default=True, help="How many in the year.")
@click.option("--seed", default=SEED, show_default=True, help="Another one, another office.")
def demo_make(people: int, tickets: int, seed: int) -> None:
    """Make it, or keep the one that stands there; print who can be tried out."""
    began = time.monotonic()
    if make(people=people, tickets=tickets, seed=seed, say=click.echo):
        click.echo(f"Made in {time.monotonic() - began:.0f} s.")
    for account in told().get("accounts", []):
        click.echo(f"{account['role']}\t{account['username']}\t{PASSWORD}")


COMMANDS = [demo]

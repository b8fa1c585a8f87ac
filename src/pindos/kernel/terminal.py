"""What a command says on the terminal while it works."""

import click


def say_how_far(done: int, total: int | None) -> None:
    """So many are done, of so many where that is known; beside what the command answers."""
    click.echo(f"{done} / {total}" if total else str(done), err=True)

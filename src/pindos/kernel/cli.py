"""The worker and the timer: run as many as you like of both."""

import logging
import time
from collections.abc import Callable, Mapping

import click
from django.db import DatabaseError, close_old_connections

from pindos.kernel.deliveries import drain
from pindos.kernel.jobs import run_due
from pindos.kernel.sealing import seal

PAUSE = 1.0  # seconds, when there was nothing to do
AWAY = 5.0  # seconds, when the database did not answer

logger = logging.getLogger(__name__)
once = click.option("--once", is_flag=True, help="One round, then stop.")


@click.command("work")
@once
def work(once: bool) -> None:
    """Number what happened and tell who asked; say how much was done."""
    _go_round(lambda: {"sealed": seal(), "delivered": drain()}, once=once)


@click.command("timer")
@once
def timer(once: bool) -> None:
    """Run the jobs that have come round; say how much each did."""
    _go_round(run_due, once=once)


def _go_round(turn: Callable[[], Mapping[str, int | None]], *, once: bool) -> None:
    while True:
        done = _try(turn)
        if once or any(done.values()):
            click.echo(" ".join(f"{name}={count}" for name, count in done.items()))
        if once:
            return
        if not any(done.values()):
            time.sleep(PAUSE)


def _try(turn: Callable[[], Mapping[str, int | None]]) -> Mapping[str, int | None]:
    """One turn; a database that is away is waited for, not died of."""
    close_old_connections()
    try:
        return turn()
    except DatabaseError:
        logger.exception("The database did not answer; trying again in %s seconds", AWAY)
        close_old_connections()
        time.sleep(AWAY)
        return {}


COMMANDS = [work, timer]

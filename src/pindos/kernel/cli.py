"""The worker, the timer and those who do long jobs: run as many as you like of each."""

import logging
import signal
import threading
from collections.abc import Callable, Mapping

import click
from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections
from django.utils.translation import gettext as _

from pindos.kernel.beside import Stuck, Threads
from pindos.kernel.deliveries import drain
from pindos.kernel.errors import Refused
from pindos.kernel.handover import hand_over, place
from pindos.kernel.jobs import let_go, run_due, run_left
from pindos.kernel.pulse import Pulse
from pindos.kernel.sealing import seal

PAUSE = 1.0  # seconds, when there was nothing to do
ENDING = 4.0  # seconds that running jobs have when the timer is stopped
AWAY = 5.0  # seconds, when the database did not answer

Counts = Mapping[str, int | None]

logger = logging.getLogger(__name__)
once = click.option("--once", is_flag=True, help="One round, then stop.")


@click.command("work")
@once
def work(once: bool) -> None:
    """Number what happened and tell who asked; say how much was done."""
    _go("work", lambda: {"sealed": seal(), "delivered": drain()}, once=once)


@click.command("timer")
@once
def timer(once: bool) -> None:
    """Run the jobs that have come round; say how much each did."""
    if once:
        _go("timer", run_due, once=True)
        return
    beside, over = Threads(), hand_over()
    _go("timer", lambda: run_due(beside=beside, over=over), once=False)
    beside.finish(ENDING)
    let_go()


@click.command("jobs")
@once
def jobs(once: bool) -> None:
    """Do the long jobs that timers hand over through Redis, one at a time."""
    found = place()
    if found is None:
        raise Refused(_("Set REDIS_URL first: without it the timer does the long jobs itself."))
    if once:
        _go("jobs", lambda: run_left(found), once=True)
        return
    beside = Threads()
    _go("jobs", lambda: run_left(found, beside), once=False)
    beside.finish(ENDING)
    let_go()


def _go(kind: str, turn: Callable[[], Counts], *, once: bool) -> None:
    if once:
        click.echo(_in_words(turn()))
        return
    told = told_to_stop()
    pulse = Pulse(kind).start()
    try:
        _go_round(turn, told, lambda done: pulse.did(_how_much(kind, done)))
    except Stuck as error:
        raise SystemExit(str(error)) from None
    finally:
        pulse.stop()


def told_to_stop() -> threading.Event:
    """Set by SIGTERM or SIGINT, so that what was begun is ended before the process is."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: told.set())
    return told


def _go_round(
    turn: Callable[[], Counts],
    told: threading.Event,
    tell: Callable[[Counts], object] = lambda done: None,
) -> None:
    while not told.is_set():
        done = _try(turn, told)
        tell(done)
        if any(done.values()):
            logger.info(_in_words(done))
        else:
            told.wait(PAUSE)


def _try(turn: Callable[[], Counts], told: threading.Event) -> Counts:
    """One turn; a database that is away is waited for, not died of."""
    close_old_connections()
    try:
        return turn()
    except (OperationalError, InterfaceError) as error:
        logger.error("The database did not answer (%s); again in %g s", str(error).strip(), AWAY)
    except DatabaseError:
        logger.exception("The database refused; again in %g s", AWAY)
    close_old_connections()
    told.wait(AWAY)
    return {}


def _how_much(kind: str, done: Counts) -> int:
    """Deliveries of a worker; of the others the jobs that ran, whatever they found to do."""
    return len(done) if kind in {"timer", "jobs"} else done.get("delivered") or 0


def _in_words(done: Counts) -> str:
    return " ".join(f"{name}={count}" for name, count in done.items())


COMMANDS = [work, timer, jobs]

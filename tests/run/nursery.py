"""Keeps three ``pindos work`` alive, as ``pindos up`` does, but quickly: forked, not started.

Run as a process of its own on the database of a test. Writes the pid of each worker that it
starts, and minus the pid of each that ended; ends all of them when its standard input ends.
"""

import contextlib
import os
import random
import select
import signal
import sys
import time
from datetime import timedelta

import django
from django.conf import settings

HOW_MANY = 3
LEASE = timedelta(seconds=1.5)  # a minute in life; here a dead worker's share must not wait long


def prepare():
    from pindos.config import settings as house  # noqa: PLC0415  reads the environment

    told = {name: getattr(house, name) for name in dir(house) if name.isupper()}
    told["DATABASES"]["default"]["NAME"] = os.environ["NAME_OF_DATABASE"]
    told["LOGGING"]["root"]["level"] = "ERROR"
    settings.configure(**told)
    django.setup()


def work_for_ever():
    from pindos.kernel.cli import work  # noqa: PLC0415  needs Django

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    random.seed()
    work.main([], standalone_mode=False)


def start_one():
    pid = os.fork()
    if pid == 0:
        try:
            work_for_ever()
        finally:
            os._exit(1)
    tell(pid)
    return pid


def tell(number):
    print(number, flush=True)  # noqa: T201  our only way to tell


def main():
    prepare()
    from tests.run.witness import witness_everything  # noqa: PLC0415  needs Django

    from pindos.kernel import deliveries  # noqa: PLC0415  needs Django

    deliveries.LEASE = LEASE
    witness_everything()
    alive = {start_one() for _ in range(HOW_MANY)}
    while not select.select([sys.stdin], [], [], 0.005)[0]:
        with contextlib.suppress(ChildProcessError):
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if pid:
                tell(-pid)
                alive.discard(pid)
                alive.add(start_one())
    for pid in alive:
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.05)


if __name__ == "__main__":
    main()

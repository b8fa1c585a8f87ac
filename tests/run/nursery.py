"""Keeps ``pindos work`` and its like alive, as ``pindos up`` does, but quickly: forked.

Run as a process of its own on the database of a test, with the commands that it keeps alive.
Writes the pid of each worker that it starts, and minus the pid of each that ended; ends all of
them when its standard input ends.
"""

import contextlib
import os
import random
import select
import signal
import sys
from datetime import timedelta

import django
from django.conf import settings

ONLY = {"make-person-exports", "open-what-comes-round"}  # of all jobs
LEASE = timedelta(seconds=1.5)  # a minute in life; here a dead worker's share must not wait long


def prepare():
    from pindos.config import settings as house  # noqa: PLC0415  reads the environment

    told = {name: getattr(house, name) for name in dir(house) if name.isupper()}
    told["DATABASES"]["default"]["NAME"] = os.environ["NAME_OF_DATABASE"]
    told["LOGGING"]["root"]["level"] = "ERROR"
    settings.configure(**told)
    django.setup()


def work_for_ever(command):
    from pindos.kernel import cli  # noqa: PLC0415  needs Django

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    random.seed()
    getattr(cli, command).main([], standalone_mode=False)


def start_one(command):
    pid = os.fork()
    if pid == 0:
        try:
            work_for_ever(command)
        finally:
            os._exit(1)
    tell(pid)
    return pid


def tell(number):
    print(number, flush=True)  # noqa: T201  our only way to tell


def main(*commands):
    prepare()
    from tests.run.witness import witness_everything  # noqa: PLC0415  needs Django

    from pindos.kernel import deliveries, jobs  # noqa: PLC0415  needs Django

    deliveries.LEASE, jobs.LEASE = LEASE, 2 * LEASE
    jobs._jobs = {name: each for name, each in jobs._jobs.items() if name in ONLY}
    witness_everything()
    alive = {start_one(command): command for command in commands}
    while not select.select([sys.stdin], [], [], 0.005)[0]:
        with contextlib.suppress(ChildProcessError):
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if pid:
                tell(-pid)
                command = alive.pop(pid)
                alive[start_one(command)] = command
    for pid in alive:
        os.kill(pid, signal.SIGKILL)
    for pid in alive:
        os.waitpid(pid, 0)  # what it held open is free


if __name__ == "__main__":
    main(*sys.argv[1:])

"""``pindos up`` whose processes are forked instead of started: it lives again at once.

Run as a process of its own on the database of a test. The supervisor is the product's own, and so
is each process; only Django has been read before. Writes ``NAME PID`` for each process that it
forks, and forks a new supervisor when the old one dies; ends all when its standard input ends.
"""

import contextlib
import os
import select
import signal
import sys

from tests.run.nursery import LEASE, prepare

TOLD = os.dup(1)  # what the processes say themselves is not for the test
PAUSE = 0.02  # seconds before a dead process lives again: half a second in life


def tell(name, pid):
    os.write(TOLD, f"{name} {pid}\n".encode())


def fork(name, act):
    watcher = os.getpid()
    pid = os.fork()
    if pid:
        tell(name, pid)
        return pid
    try:
        os.setpgid(0, 0)
        os.environ["PINDOS_WATCHED_BY"] = str(watcher)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        act()
    finally:
        os._exit(1)


def run(name):
    """What ``python -m`` would run."""
    from pindos.config import web  # noqa: PLC0415  needs Django
    from pindos.config.lifeline import tie_to_supervisor  # noqa: PLC0415
    from pindos.kernel import cli  # noqa: PLC0415

    if name == "web":
        web.main()
    else:
        tie_to_supervisor()
        getattr(cli, name).main([], standalone_mode=False)


def supervise():
    """The product's supervisor, of whom nothing is replaced but how it starts and how it rests."""
    from pindos.config import processes, supervisor  # noqa: PLC0415  needs the environment
    from pindos.config.address import listening  # noqa: PLC0415
    from pindos.config.lifeline import tie  # noqa: PLC0415
    from pindos.config.nursery import Nursery  # noqa: PLC0415

    class Here(Nursery):
        """Forks from the supervisor itself, which has read Django here."""

        def fork(self, name):
            return processes.Forked(fork(name, lambda: run(name)))

        def _begin(self):
            return None

    tie(int(os.environ.pop("PINDOS_WATCHED_BY")))
    supervisor.Nursery = Here
    processes.LONGEST_PAUSE = PAUSE
    supervisor.TURN = PAUSE
    supervisor.answers = lambda address: True
    supervisor.Supervisor(listening())._watch()


def main():
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    prepare()
    import granian  # noqa: F401, PLC0415  read once, before anything is forked
    from tests.run.witness import witness_openings  # noqa: PLC0415  needs Django

    import pindos.config.urls  # noqa: F401, PLC0415
    from pindos.config import lifeline  # noqa: PLC0415
    from pindos.kernel import deliveries  # noqa: PLC0415

    deliveries.LEASE = LEASE
    witness_openings()
    supervisor = fork("supervisor", supervise)
    while not select.select([sys.stdin], [], [], 0.005)[0]:
        if os.waitpid(-1, os.WNOHANG)[0]:
            supervisor = fork("supervisor", supervise)
    lifeline.adopt()
    os.kill(supervisor, signal.SIGKILL)  # and with it all that it has started
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


if __name__ == "__main__":
    main()

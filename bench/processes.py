"""Servers that are measured: on loopback, their CPU read from the kernel, stopped by pid."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pindos.config.sizes import THREADS, WITH_A_SERVER, by_processors

SCHEDULED = 2  # of the clocks of a process: the time it was on a processor, in nanoseconds
ROOT = Path(__file__).parents[1]
STARTING = 120  # seconds
MANY = by_processors()
SERVED = {True: (1, THREADS), False: (MANY, WITH_A_SERVER // MANY)}  # on SQLite or not


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def stop_when_told() -> None:
    """Whoever is ended by a signal stops what it has started, as after a mistake."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))


class Server:
    """A server on loopback: its address, and what it and its workers have used."""

    def __init__(self, command: list[str], port: int, environment: dict[str, str]) -> None:
        self.port = port
        self.process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, start_new_session=True
        )

    def cpu(self) -> float:
        """Seconds of CPU used until now."""
        return sum(cpu_of(pid) for pid in [self.process.pid, *children(self.process.pid)])

    def ready(self, path: str) -> "Server":
        end = time.monotonic() + STARTING
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                call = http.client.HTTPConnection("127.0.0.1", self.port, timeout=STARTING)
                call.request("GET", path, headers={"Host": "localhost"})
                if call.getresponse().status < 500:
                    return self
            time.sleep(0.1)
        raise SystemExit(f"the server on port {self.port} does not answer")


def children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    below = [int(each) for each in path.read_text().split()] if path.exists() else []
    return below + [deeper for each in below for deeper in children(each)]


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used, all threads together, whoever it belongs to.

    Its own clock (clock_getcpuclockid(3) makes its number so): what ``/proc`` tells is what the
    kernel saw it do at each tick of 10 ms.
    """
    return time.clock_gettime(~pid << 3 | SCHEDULED)


@contextlib.contextmanager
def serving(application: str, environment: dict[str, str], path: str) -> Iterator[Server]:
    """A granian with as many workers and threads as the product's own on that database."""
    port = free_port()
    workers, threads = SERVED["DATABASE_URL" not in environment]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(workers)]
    command += ["--blocking-threads", str(threads), "--no-ws", "--log-level", "error"]
    command += ["--host", "127.0.0.1", "--port", str(port), application]
    environment = {**environment, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    with running(command, port, environment, path) as server:
        yield server


@contextlib.contextmanager
def running(
    command: list[str], port: int, environment: dict[str, str], path: str
) -> Iterator[Server]:
    """Whatever the command starts on that port, as soon as it answers there."""
    server = Server(command, port, environment)
    try:
        yield server.ready(path)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.process.pid, signal.SIGKILL)

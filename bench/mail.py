"""``make bench-mail``: from mailbox and pipe to ticket, beside Request Tracker's gateway.

The same letters go to Debian's Dovecot and are fetched from there, go through the pipe's command
within one process, and go to RT's gateway over HTTP; then processes are killed between mailbox and
ticket, and nothing may be lost or doubled.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from tests import postgres
from tests.mail import dovecot

from bench.clients import Asked, send
from bench.figures import Figure, told
from bench.mail_at_work import EACH, letter
from bench.processes import ROOT, stop_when_told
from bench.request_tracker import Tracker, tracker, version

# Letters a way, letters for RT, times that a process is killed
SCALES = {"small": (100, 10, 12), "full": (2_000, 200, 200)}
LESS_CPU = 15  # times less than RT for a message
NOTES = [
    "ours: taken in, read, decided, opened with number, trail and notice; letters out not counted",
    "handed in: a process of pindos mail receive for each, and its start, are counted too",
    "RT: its gateway by HTTP as rt-mailgate calls it, default scrips, mail into a file; CPU of its"
    " server alone, the starting of rt-mailgate for each message is not counted",
    "one PostgreSQL without fsync for both; client and servers share the machine's cores",
    "killed: by kill -9 at a random moment of fetching or taking up, on SQLite; what the dead had"
    " leased is free at once, once all are dead, instead of after its minute",
]


def main() -> int:
    """Measure it all; 1 where a target is missed."""
    stop_when_told()
    scale = os.environ.get("SCALE", "small")
    letters, theirs, kills = SCALES[scale]
    with tempfile.TemporaryDirectory(prefix="pindos-bench-") as name, dovecot.server() as port:
        folder = Path(name)
        found = list(rates(folder, port, letters, theirs))
        found += list(killed(folder / "killed", port, kills))
    return told(f"mail-{scale}", found, [f"Request Tracker {version()}", *NOTES])


def rates(folder: Path, port: int, letters: int, theirs: int) -> Iterator[Figure]:
    """Messages a second and CPU a message, by each way and of RT."""
    with postgres.server() as address:
        environment = {"PINDOS_HOME": str(folder / "home"), "DATABASE_URL": address}
        prepared(environment)
        ours = worked(environment, "staff,pipe,imap,handed,page", letters, port)
        with tracker(address, folder / "rt", 1, 3, 1) as rt:
            gateway = gated(rt, theirs)
    ways = {"pipe": ours["pipe"], "IMAP": ours["imap"], "handed in": ours["handed"]}
    for way, one in ways.items():
        yield Figure(f"{way}: messages", one["messages"], "rows")
        yield Figure(f"{way}: to ticket", one["messages"] / one["wall"], "a second")
        yield Figure(f"{way}: CPU a message", 1000 * one["cpu"] / one["messages"], "ms")
    cpu = 1000 * gateway["cpu"] / theirs
    yield Figure("RT's gateway: messages", theirs, "rows")
    yield Figure("RT's gateway", theirs / gateway["wall"], "a second")
    yield Figure("RT's gateway: CPU a message", cpu, "ms")
    each = 1000 * ours["imap"]["cpu"] / ours["imap"]["messages"]
    yield Figure("RT's CPU, of ours by IMAP", cpu / each, "times", least=LESS_CPU)
    page = 1000 * ours["page"]["wall"]
    yield Figure("43 logos in 250 kB: its ticket's page", page, "ms", most=50)


def prepared(environment: dict[str, str]) -> None:
    """Its tables and the chart."""
    subprocess.run(
        [sys.executable, "-m", "pindos", "prepare"],
        cwd=ROOT,
        env=within(environment),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def within(environment: dict[str, str]) -> dict[str, str]:
    """In which a process finds a home and the sources."""
    return {**os.environ, **environment, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}


def worked(
    environment: dict[str, str], ways: str, letters: int, port: int
) -> dict[str, dict[str, float]]:
    """What a process of its own says of its work, by way."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.mail_at_work", ways, str(letters), str(port)],
        cwd=ROOT,
        env=within(environment),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    said: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return said


def gated(rt: Tracker, times: int) -> dict[str, float]:
    """The same letters given to RT's gateway one after another."""
    call = http_to(rt)
    send(call, gate(rt, 0))
    before, began = rt.server.cpu(), time.perf_counter()
    for number in range(1, times + 1):
        send(call, gate(rt, number))
    wall = time.perf_counter() - began
    call.close()
    return {"cpu": rt.server.cpu() - before, "wall": wall}


def http_to(rt: Tracker) -> http.client.HTTPConnection:
    """A connection to its server."""
    return http.client.HTTPConnection("localhost", rt.server.port, timeout=120)


def gate(rt: Tracker, number: int) -> Asked:
    """What rt-mailgate sends for one letter."""
    raw = letter("technician@example.gr", number).decode("utf-8")
    form = {"SessionType": "REST", "queue": rt.queues[0], "action": "correspond", "message": raw}
    kind = ("Content-Type", "application/x-www-form-urlencoded")
    path = "/REST/1.0/NoAuth/mail-gateway"
    return Asked(path, "POST", urlencode(form), (kind,))


def killed(folder: Path, port: int, kills: int) -> Iterator[Figure]:
    """Processes that fetch and take up are killed; then all is counted."""
    environment = {"PINDOS_HOME": str(folder)}
    prepared(environment)
    letters = kills * EACH
    said = worked(environment, "staff,fill-mailbox,killed,count", letters, port)
    yield Figure(
        "killed between mailbox and ticket", said["killed"]["times"], "times", least=kills
    )
    yield Figure("killed while letters were left", said["killed"]["amid"], "times")
    yield Figure("letters in the mailbox", letters, "rows")
    yield Figure("lost", said["count"]["lost"], "rows", most=0)
    yield Figure("doubled", said["count"]["doubled"], "rows", most=0)


if __name__ == "__main__":
    raise SystemExit(main())

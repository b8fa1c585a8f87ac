"""``make bench-mail``: from mailbox and pipe to ticket, beside Request Tracker's gateway.

By turns the same letters go to Debian's Dovecot and are fetched from there, go through the pipe's
command within one process, and go to RT's gateway over HTTP; then processes are killed between
mailbox and ticket, and nothing may be lost or doubled.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import psycopg
from tests import postgres
from tests.mail import dovecot

from bench.clients import Asked, send, together
from bench.figures import Figure, told
from bench.mail_at_work import EACH, letter
from bench.processes import ROOT, stop_when_told
from bench.request_tracker import WORKERS, Tracker, tracker, version

LESS_CPU = 15  # times less than RT for a message
WAYS = ("imap", "pipe")
NAMES = {"imap": "IMAP", "pipe": "pipe", "RT": "RT's gateway"}
WARMING = 20  # letters before anything is measured: every statement is known then
HEATING = 5.0  # seconds for which each worker of RT's opens tickets before
NEW = 10  # one of so many tickets of RT's is new, the others are solved
TITLE = "Δεν τυπώνει ο εκτυπωτής στο γραφείο"  # of all letters
WRITTEN = """
    SELECT count(*) FILTER (WHERE t.type = 'EmailRecord'),
        count(DISTINCT t.objectid) FILTER (WHERE t.type = 'Create'),
        (SELECT count(*) FROM tickets)
    FROM transactions t JOIN tickets k ON k.id = t.objectid
    WHERE t.objecttype = 'RT::Ticket' AND k.subject LIKE %s
"""
Said = dict[str, float]
numbers = count(1)


class Scale(NamedTuple):
    """Letters before the rounds; rounds; of each the letters of a way and of RT; kills."""

    first: int
    rounds: int
    letters: int
    theirs: int
    kills: int


SCALES = {"small": Scale(100, 5, 20, 5, 12), "full": Scale(1_000, 10, 200, 20, 200)}
NOTES = [
    "by turns: in each round ours by IMAP, ours by the pipe, RT; the figures are medians of the"
    " rounds, the times those of each round's own",
    "ours: fetched, kept on disk, read, decided, opened with number, trail, index, deadlines and"
    " notices, all in one process; sealing its three events comes beside, as it is told",
    "RT: its gateway by HTTP as rt-mailgate calls it, default scrips; CPU of its server alone, the"
    " starting of rt-mailgate for each message is not counted",
    "not like for like: RT renders its answer to the sender meanwhile and mails it into a file;"
    " ours notes the answer in the same transaction, another process would send it (no mail server"
    " is set). Ours reads who wrote from a register of 17 people, RT from its users; ours keeps a"
    " trail, deadlines and an index of Greek, RT none of these",
    "RT has as many tickets before it is warmed up as ours in the middle of the rounds, copies by"
    " SQL: what a message costs it grows with them",
    "handed in: a process of pindos mail receive for each, and its start, are counted too",
    "one PostgreSQL without fsync for both, its CPU in neither figure; client and servers share"
    " the machine's cores",
    "killed: by kill -9 at a random moment of fetching or taking up, on SQLite; what the dead had"
    " leased is free at once, once all are dead, instead of after its minute",
]


def main() -> int:
    """Measure it all; 1 where a target is missed."""
    stop_when_told()
    scale = os.environ.get("SCALE", "small")
    with tempfile.TemporaryDirectory(prefix="pindos-bench-") as name, dovecot.server() as port:
        folder = Path(name)
        found = list(rates(folder, port, SCALES[scale]))
        found += list(killed(folder / "killed", port, SCALES[scale].kills))
    return told(f"mail-{scale}", found, [f"Request Tracker {version()}", *NOTES])


def rates(folder: Path, port: int, scale: Scale) -> Iterator[Figure]:
    """CPU a message by each way and of RT, each so often by turns; messages a second of all."""
    with postgres.server() as address:
        environment = {"PINDOS_HOME": str(folder / "home"), "DATABASE_URL": address}
        prepared(environment)
        with working(environment, port) as ours:
            ours("staff")
            ours("imap", WARMING)
            ours("pipe", scale.first)
            handed = ours("handed", max(scale.first // 10, 10))
            each = scale.first + len(WAYS) * scale.rounds * scale.letters // 2
            with tracker(address, folder / "rt", 1, each, each // NEW) as rt:
                together(rt.server.port, lambda _client: gate(rt), WORKERS, HEATING)
                rounds = [
                    {
                        **{way: ours(way, scale.letters) for way in WAYS},
                        "RT": gated(rt, scale.theirs),
                    }
                    for _ in range(scale.rounds)
                ]
                yield Figure("tickets at the end", ours("tickets")["messages"], "rows")
                yield from written_by(address)
            sealing = ours("seal")
            page = 1000 * ours("page")["wall"]
    yield from compared(rounds)
    yield Figure("handed in: CPU a message", 1000 * cost_of(handed), "ms")
    yield Figure("sealing an event, beside", 1000 * cost_of(sealing), "ms")
    yield Figure("43 logos in 250 kB: its ticket's page", page, "ms", most=50)


def compared(rounds: list[dict[str, Said]]) -> Iterator[Figure]:
    """The medians of the rounds; RT's CPU beside ours of the same round."""
    for way in (*WAYS, "RT"):
        name = NAMES[way]
        several = [each[way] for each in rounds]
        yield Figure(f"{name}: messages", sum(one["messages"] for one in several), "rows")
        seconds = [one["messages"] / one["wall"] for one in several]
        yield Figure(f"{name}: to ticket", median(seconds), "a second")
        yield Figure(f"{name}: CPU a message", 1000 * median(map(cost_of, several)), "ms")
    for way in WAYS:
        times = [cost_of(each["RT"]) / cost_of(each[way]) for each in rounds]
        least = LESS_CPU if way == "imap" else None
        yield Figure(f"RT's CPU, of ours by {NAMES[way]}", median(times), "times", least=least)
        yield Figure("  the least and the most of a round", min(times), f"to {max(times):.1f}")


def cost_of(said: Said) -> float:
    """Seconds of CPU a message."""
    return said["cpu"] / said["messages"]


def written_by(address: str) -> Iterator[Figure]:
    """How many letters RT has written for each message: its answer to the sender is one."""
    with psycopg.connect(urlsplit(address)._replace(path="/rt").geturl()) as database:
        [(letters, messages, tickets)] = database.execute(WRITTEN, [f"{TITLE}%"])
    yield Figure("RT: tickets at the end", tickets, "rows")
    yield Figure("RT: letters out for each message", letters / messages, "letters")


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


@contextmanager
def working(environment: dict[str, str], port: int) -> Iterator[Callable[..., Said]]:
    """A process of ours that does what it is asked (``mail_within.WAYS``) and says how it went."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.mail_at_work", str(port)],
        cwd=ROOT,
        env=within(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        asks, answers = process.stdin, process.stdout
        assert asks is not None
        assert answers is not None

        def do(way: str, letters: int = 0) -> Said:
            asks.write(f"{way} {letters}\n")
            asks.flush()
            said: Said = json.loads(answers.readline())
            return said

        yield do
        asks.close()


def gated(rt: Tracker, times: int) -> Said:
    """The same letters given to RT's gateway one after another."""
    call = http_to(rt)
    before, began = rt.server.cpu(), time.perf_counter()
    for _ in range(times):
        if not (said := send(call, gate(rt))).startswith(b"ok"):
            raise SystemExit(f"RT's gateway: {said[:300]!r}")
    wall = time.perf_counter() - began
    call.close()
    return {"messages": times, "cpu": rt.server.cpu() - before, "wall": wall}


def http_to(rt: Tracker) -> http.client.HTTPConnection:
    """A connection to its server."""
    return http.client.HTTPConnection("localhost", rt.server.port, timeout=120)


def gate(rt: Tracker) -> Asked:
    """What rt-mailgate sends for one letter."""
    raw = letter("technician@example.gr", next(numbers)).decode("utf-8")
    form = {"SessionType": "REST", "queue": rt.queues[0], "action": "correspond", "message": raw}
    kind = ("Content-Type", "application/x-www-form-urlencoded")
    path = "/REST/1.0/NoAuth/mail-gateway"
    return Asked(path, "POST", urlencode(form), (kind,))


def killed(folder: Path, port: int, kills: int) -> Iterator[Figure]:
    """Processes that fetch and take up are killed; then all is counted."""
    environment = {"PINDOS_HOME": str(folder)}
    prepared(environment)
    letters = kills * EACH
    ways = ("staff", "fill-mailbox", "killed", "count")
    with working(environment, port) as do:
        said = {way: do(way, letters) for way in ways}
    yield Figure(
        "killed between mailbox and ticket", said["killed"]["times"], "times", least=kills
    )
    yield Figure("killed while letters were left", said["killed"]["amid"], "times")
    yield Figure("letters in the mailbox", letters, "rows")
    yield Figure("lost", said["count"]["lost"], "rows", most=0)
    yield Figure("doubled", said["count"]["doubled"], "rows", most=0)


if __name__ == "__main__":
    raise SystemExit(main())

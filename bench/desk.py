"""``make bench-desk``: what the desk costs, on both databases.

Opening by API against a bare view that inserts the same rows; a list of 50, its first page and
its last; the page of a ticket with 100 entries; 200 people at once.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import postgres

from bench.clients import Asked, one_by_one, percentile, posting, send, signed_in, together
from bench.figures import Figure, told
from bench.processes import ROOT, Server, serving, stop_when_told

# Tickets, people, rounds of each rate by turns (what disturbs the machine disturbs both), length
SCALES = {
    "small": (20_000, 1_000, 3, 1.0),
    "middle": (30_000, 1_000, 3, 1.0),  # for benches that need some more, not a million
    "full": (1_000_000, 5_000, 6, 4.0),
}
PAGE = 50
CLIENTS = 8
PEOPLE, PAUSE = 200, 10.0  # signed in, and the seconds between two pages of one person
NOTES = [
    "PostgreSQL runs without fsync, SQLite with synchronous=FULL, each as in the product's tests",
    "the floor has no rights, validation, token, middleware; it inserts the same rows by the ORM",
    "the server's CPU is that of its processes by their own clocks; PostgreSQL's own is not in it",
    "client and server share the machine's cores; the CPU is the server's alone",
    "CPU of pages and lists: the least of three turns; what disturbs the machine only adds to it",
    "whoever asks for a page has both cookies, as a browser has after its first page",
]
TURNS = 3
SECRET = "a" * 32  # of a form's mark; any 32 letters are one


@dataclass(frozen=True)
class Desk:
    """A filled database, and what its clients know."""

    environment: dict[str, str]
    known: dict
    rounds: int
    length: float  # seconds a rate is measured at a time; times so many all other repetitions


def main() -> int:
    """Measure it all; 1 where a target is missed."""
    stop_when_told()
    scale = os.environ.get("SCALE", "small")
    failed = 0
    for database in ("sqlite", "postgresql"):
        with filled(database, scale) as desk:
            failed |= told(f"desk-{scale}-{database}", list(figures(desk)), NOTES)
    return failed


@contextmanager
def filled(database: str, scale: str) -> Iterator[Desk]:
    """A home of the size of the scale."""
    tickets, people, *turns = SCALES[scale]
    with tempfile.TemporaryDirectory(prefix="pindos-bench-") as folder:
        home = Path(folder) / "home"
        environment = {"PINDOS_HOME": str(home), "PINDOS_REQUESTS_PER_MINUTE": "0"}
        if database == "sqlite":
            yield Desk(environment, fill(environment, Path(folder), tickets, people), *turns)
        else:
            with postgres.server() as address:
                environment["DATABASE_URL"] = address
                yield Desk(environment, fill(environment, Path(folder), tickets, people), *turns)


def fill(environment: dict[str, str], folder: Path, tickets: int, people: int) -> dict:
    """Tables and chart by ``pindos prepare``, then rows; what clients must know."""
    out = folder / "known.json"
    path = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    for command in (["-m", "pindos", "prepare"], ["-m", "bench.filling", tickets, people, out]):
        subprocess.run(
            [sys.executable, *map(str, command)],
            cwd=ROOT,
            env={**os.environ, **environment, **path},
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return json.loads(out.read_text())


def figures(desk: Desk) -> Iterator[Figure]:
    """All of them."""
    yield Figure("tickets", desk.known["tickets"], "rows")
    yield Figure("people", desk.known["people"], "rows")
    with serving("pindos.config.wsgi:application", desk.environment, "/healthz") as server:
        yield from created(desk, server)
        yield from listed(desk, server)
        yield from shown(desk, server)
        yield from crowded(desk, server)


def created(desk: Desk, server: Server) -> Iterator[Figure]:
    """Opening tickets by API beside the bare view, by turns."""
    floor = {**desk.environment, "BENCH_ROWS": desk.known["rows"]}
    title, story = "Δεν τυπώνει ο εκτυπωτής", "Βγάζει λευκές σελίδες."
    body = {"title": title, "description": story, "prefecture": "FLO"}
    ours = posting("/api/v1/tickets", body, desk.known["token"])
    bare = posting("/tickets", body)
    with serving("bench.floor:application", floor, "/") as least:
        rates: dict[str, list[float]] = {"ours": [], "bare": []}
        together(server.port, lambda _n: ours, CLIENTS, 0.5)  # each worker has seen it
        together(least.port, lambda _n: bare, CLIENTS, 0.5)
        cpu = {"ours": cost(server, ours, 50), "bare": cost(least, bare, 50)}
        for _ in range(desk.rounds):
            rates["ours"].append(together(server.port, lambda _n: ours, CLIENTS, desk.length))
            rates["bare"].append(together(least.port, lambda _n: bare, CLIENTS, desk.length))
    mean = {name: sum(values) / len(values) for name, values in rates.items()}
    yield Figure("tickets opened by API", mean["ours"], "a second")
    yield Figure("the same rows by the bare view", mean["bare"], "a second")
    share = 100 * mean["ours"] / mean["bare"]
    yield Figure("opened by API, of the bare rate", share, "%", least=60)
    yield Figure("CPU of opening one", cpu["ours"], "ms")
    yield Figure("CPU of the bare view", cpu["bare"], "ms")


def cost(server: Server, asked: Asked, times: int, warming: int = 10) -> float:
    """Milliseconds of the server's CPU for one request, one after another, warm.

    A connection stays with one worker: several are opened, so that each worker has seen it.
    """
    for _ in range(CLIENTS):
        one_by_one(server.port, asked, warming)
    before = server.cpu()
    one_by_one(server.port, asked, times)
    return 1000 * (server.cpu() - before) / times


def costs(server: Server, times: int, *asked: Asked) -> list[float]:
    """Of each the least of some turns; they take them one after another."""
    turns = [[cost(server, each, times) for each in asked] for _ in range(TURNS)]
    return [min(each) for each in zip(*turns, strict=True)]


def listed(desk: Desk, server: Server) -> Iterator[Figure]:
    """A list of 50 of one unit and state: its first page, and its last."""
    sign = (("Authorization", f"Bearer {desk.known['token']}"),)
    path = f"/api/v1/tickets?unit=TP-FLO&state=closed,solved&size={PAGE}"
    times = int(100 * desk.length)
    first = Asked(path, headers=sign)
    last = Asked(path + "&after=" + last_cursor(server, path, sign), headers=sign)
    begin, end = costs(server, times, first, last)
    yield Figure("API: list of 50 by unit and state, first page, CPU", begin, "ms", most=5)
    yield Figure("API: the same, far at its end, CPU", end, "ms", most=5)
    share = 100 * end / begin
    yield Figure("API: the last page, of the first page's cost", share, "%", most=120)
    page = Asked("/tickets/?unit=TP-FLO", headers=cookie(desk, technician(desk)))
    yield Figure("page: the queue of the unit, CPU", *costs(server, times, page), "ms")


def last_cursor(server: Server, path: str, sign: tuple) -> str:
    """Where the last page begins: the falling order's first page, turned round."""
    call = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    after, cursor, pages = "", "", 0
    while pages < 200:
        read = json.loads(send(call, Asked(f"{path}&size=200&after={after}", headers=sign)))
        if not read["next"]:
            break
        cursor, after, pages = after, read["next"], pages + 1
    call.close()
    return cursor or after


def technician(desk: Desk) -> int:
    return 7  # of Florina, the last of the eight prefectures


def cookie(desk: Desk, number: int) -> tuple[tuple[str, str], ...]:
    """Of the session, and of the mark against forged forms."""
    session = f"{desk.known['cookie']}={desk.known['sessions'][number]}"
    return (("Cookie", f"{session}; csrftoken={SECRET}"),)


def shown(desk: Desk, server: Server) -> Iterator[Figure]:
    """The page of a ticket with a hundred entries."""
    path = f"/tickets/{desk.known['number']}/"
    page = Asked(path, headers=cookie(desk, technician(desk)))
    sign = (("Authorization", f"Bearer {desk.known['token']}"),)
    told_to = Asked(f"/api/v1/tickets/{desk.known['number']}", headers=sign)
    seen, read = costs(server, int(50 * desk.length), page, told_to)
    yield Figure("page: a ticket with 100 entries, CPU", seen, "ms", most=8)
    yield Figure("API: the same ticket, CPU", read, "ms")
    [least] = costs(server, int(500 * desk.length), Asked("/healthz"))
    yield Figure("of each of them the server's own: an answer that says only OK, CPU", least, "ms")


def crowded(desk: Desk, server: Server) -> Iterator[Figure]:
    """People who are signed in, each on the way through the pages of their day."""
    work = ["/", "/tickets/", f"/tickets/{desk.known['number']}/", "/referrals/"]
    own = ["/", "/tickets/mine/", "/report/", "/help/"]

    def page(number: int, turn: int) -> Asked:
        paths = work if number == technician(desk) else own
        return Asked(paths[turn % len(paths)], headers=cookie(desk, number))

    seconds = PAUSE * desk.length
    took = signed_in(server.port, page, PEOPLE, seconds, PAUSE)
    name = f"{PEOPLE} people, a page each every {PAUSE:g} s: 95th percentile"
    yield Figure(name, 1000 * percentile(took, 0.95), "ms", most=300)
    yield Figure("their pages a second", len(took) / seconds, "a second")


if __name__ == "__main__":
    raise SystemExit(main())

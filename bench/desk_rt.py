"""``make bench-desk-rt``: the desk beside Debian's Request Tracker 5, the same work by turns.

Opening a ticket by API, and a list of 50 of one queue and state with the same fields; both keep
their tickets in the same PostgreSQL, both are asked by the same clients.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests import postgres

from bench.clients import Asked, posting, together
from bench.desk import Desk, cost, fill
from bench.figures import Figure, told
from bench.processes import Server, serving, stop_when_told
from bench.request_tracker import WORKERS, Tracker, tracker, version
from bench.words import WORDS

# Tickets of ours in eight units, queues of theirs, tickets in each, people, rounds, length
SCALES = {"small": (480, 2, 60, 100, 2, 1.0), "full": (20_000, 8, 2_500, 1_000, 3, 3.0)}
NEW = 10  # one of so many tickets is new, the others are solved: as ours are
PAGE = 50
CLIENTS = (1, 4)
WARMING = 4.0  # seconds: until each process has its connections, and these their statements
OPENED, LISTED = 50, 20  # times their rate
NOTES = [
    "RT: Debian's package, its own prefork server (Starlet), as many workers as clients ask,"
    " none reborn while measured; ours: a process for each processor, as `pindos up` starts them",
    "one PostgreSQL for both, without fsync, a database each; its CPU is in neither figure",
    "both ask by a token: RT keeps it by bcrypt and counts it at each request, ours is random"
    " and long, so SHA-256 is enough. By the cookie of a browser's session RT is spared that:"
    " these figures stand beside, without a target",
    "RT runs its default scrips and renders its mail while the client waits, into a file; ours"
    " notes in the same transaction whom to tell, another process renders and sends",
    "RT's list tells how many there are in all, ours has a cursor; both are sorted by the newest",
    "RT's technician has the rights in every queue, ours in the own unit; RT knows only the"
    " people whom its tickets name. Ours writes a sealed trail and routes by place, RT does not",
    "clients and servers share the machine's cores",
    "a connection stays with the process that took it: with several clients one process may have"
    " more of them than another",
]


def main() -> int:
    """Measure it all; 1 where a target is missed."""
    stop_when_told()
    scale = os.environ.get("SCALE", "small")
    ours, queues, each, people, rounds, length = SCALES[scale]
    with (
        tempfile.TemporaryDirectory(prefix="pindos-bench-") as name,
        postgres.server() as address,
    ):
        folder = Path(name)
        environment = {
            "PINDOS_HOME": str(folder / "home"),
            "PINDOS_REQUESTS_PER_MINUTE": "0",
            "DATABASE_URL": address,
        }
        known = fill(environment, folder, ours, people)
        desk = Desk(environment, known, rounds, length)
        with (
            tracker(address, folder / "rt", queues, each, each // NEW) as theirs,
            serving("pindos.config.wsgi:application", environment, "/healthz") as server,
        ):
            notes = [f"Request Tracker {version()}", *NOTES]
            return told(f"desk-rt-{scale}", list(figures(desk, server, theirs)), notes)


def figures(desk: Desk, server: Server, theirs: Tracker) -> Iterator[Figure]:
    """All of them, each rate so often by turns: what disturbs the machine disturbs both."""
    yield Figure("tickets", desk.known["tickets"], "rows")
    yield Figure("RT: tickets", theirs.tickets, "rows")
    token = desk.known["token"]
    title, story = WORDS[0]
    body = {"title": title, "description": story, "requester": "civil-flo"}
    path = f"/api/v1/tickets?unit=TP-FLO&state=solved&sort=-opened&size={PAGE}"
    work = {
        "opened": (OPENED, posting("/api/v1/tickets", body, token), theirs.opening),
        "listed": (
            LISTED,
            Asked(path, headers=(("Authorization", f"Bearer {token}"),)),
            lambda sign: theirs.listing(sign, PAGE),
        ),
    }
    for name, (least, asked, asking) in work.items():
        yield from beside(name, least, (server, asked), (theirs, asking), desk)


def beside(
    name: str,
    least: float,
    ours: tuple[Server, Asked],
    theirs: tuple[Tracker, Callable[[tuple[str, str]], Asked]],
    desk: Desk,
) -> Iterator[Figure]:
    """A work on both: its rates by turns, with one client and with several, and its CPU."""
    (server, asked), (other, asking) = ours, theirs
    seconds = desk.length
    ways: dict[str, tuple[int, Callable[[int], Asked]]] = {
        "ours": (server.port, lambda _n: asked),
        "RT by token": (other.server.port, lambda _n: asking(other.token)),
        "RT by cookie": (other.server.port, lambda n: asking(other.cookies[n])),
    }
    for port, make in ways.values():
        together(port, make, WORKERS, WARMING)
    for clients in CLIENTS:
        rates: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(desk.rounds):
            for way, (port, make) in ways.items():
                rates[way].append(together(port, make, clients, seconds))
        yield from compared(f"{name}, {clients} at once", least, rates)
    times = int(5 * seconds)
    spent = {
        "ours": cost(server, asked, 10 * times),
        "RT by token": cost(other.server, asking(other.token), times, warming=1),
        "RT by cookie": cost(other.server, asking(other.cookies[0]), times, warming=1),
    }
    for way, value in spent.items():
        yield Figure(f"{name}: {way}, CPU", value, "ms")
    for way in ("RT by token", "RT by cookie"):
        yield Figure(f"{name}: CPU of {way}, of ours", spent[way] / spent["ours"], "times")


def compared(name: str, least: float, rates: dict[str, list[float]]) -> Iterator[Figure]:
    """Each rate, and how many times RT's ours is."""
    mean = {way: sum(values) / len(values) for way, values in rates.items()}
    for way, value in mean.items():
        yield Figure(f"{name}: {way}", value, "a second")
    times = mean["ours"] / mean["RT by token"]
    yield Figure(f"{name}: of RT's rate, both by token", times, "times", least=least)
    yield Figure(f"{name}: of RT's rate by cookie", mean["ours"] / mean["RT by cookie"], "times")


if __name__ == "__main__":
    raise SystemExit(main())

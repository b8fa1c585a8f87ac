"""``make bench-soak``: mixed load for long; no error, and no memory that only grows."""

import http.client
import os
import time

from tests.run.house import pss

from bench.clients import Beside, percentile, posting, run_all, send, signed_in
from bench.figures import Figure, told
from bench.houses import BODY, Home, filled, ready
from bench.processes import stop_when_told

SCALES = {"small": 20.0, "full": 1800.0}  # seconds
TICKETS = {"small": 2_000, "full": 20_000}
PEOPLE, PAUSE = 100, 5.0
WRITERS, BETWEEN = 2, 1.0  # who opens tickets, and the seconds between two of one writer
WARM = 0.4  # the part of the time after which everything has been used once
MEGABYTE = 1024 * 1024
GROWTH = {"small": 25.0, "full": 10.0}  # per cent
NOTES = [
    f"{PEOPLE} people ask for a page every {PAUSE:g} s, {WRITERS} programs open a ticket a second",
    f"growth: of the mean of the last tenth over the mean of a tenth after {WARM:.0%} of the time",
    "an answer that is no success ends the measurement with an error",
]


def main() -> int:
    """Both databases; 1 where something grows or breaks."""
    stop_when_told()
    scale = os.environ.get("SCALE", "small")
    failed = 0
    for database in ("sqlite", "postgresql"):
        with filled(database, TICKETS[scale]) as home:
            found = soaked(home, SCALES[scale], GROWTH[scale])
        failed |= told(f"soak-{scale}-{database}", found, NOTES)
    return failed


def soaked(home: Home, seconds: float, growth: float) -> list[Figure]:
    """All of it at once, and the memory meanwhile."""
    house = ready(home.up())
    end = time.monotonic() + seconds
    held: list[tuple[float, int]] = []
    took: list[float] = []
    opened = [0] * WRITERS

    def look() -> None:
        while time.monotonic() < end:
            held.append((1 - (end - time.monotonic()) / seconds, pss(house.pid)))
            time.sleep(max(seconds / 200, 0.5))

    def act(number: int) -> None:
        if number == 0:
            took.extend(signed_in(house.port, home.day, PEOPLE, seconds, PAUSE))
        else:
            opened[number - 1] = write(home, house.port, end)

    watching = Beside(look)
    try:
        run_all(act, 1 + WRITERS)
        watching.ended()
        restarts = house.said().count("starting it again")
    finally:
        house.stop()
    early, late = mean(held, WARM), mean(held, 0.9)
    return [
        Figure("seconds", seconds, "s"),
        Figure("pages answered", len(took), "pages"),
        Figure("tickets opened", sum(opened), "tickets"),
        Figure("95th percentile of a page", 1000 * percentile(took, 0.95), "ms", most=500),
        Figure("memory when all has been used", early / MEGABYTE, "MB"),
        Figure("memory at the end", late / MEGABYTE, "MB"),
        Figure("growth of memory", 100 * (late / early - 1), "%", most=growth),
        Figure("processes that died", restarts, "processes", most=0),
    ]


def write(home: Home, port: int, end: float) -> int:
    """Tickets, one a second; how many."""
    call = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    many = 0
    while time.monotonic() < end:
        send(call, posting("/api/v1/tickets", BODY, home.known["token"]))
        many += 1
        time.sleep(BETWEEN)
    call.close()
    return many


def mean(held: list[tuple[float, int]], begin: float) -> float:
    """Of a tenth of the time."""
    found = [size for at, size in held if begin <= at <= begin + 0.1] or [held[-1][1]]
    return sum(found) / len(found)


if __name__ == "__main__":
    raise SystemExit(main())

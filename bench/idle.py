"""``make bench-idle``: what all processes together hold in memory, at rest and after use."""

import http.client
import os
import threading
import time

from tests.run.house import pss

from bench.clients import Beside, posting, send, signed_in
from bench.figures import Figure, told
from bench.houses import BODY, Home, filled, ready
from bench.processes import stop_when_told

SCALES = {"small": (2_000, 20.0), "full": (1_000_000, 600.0)}  # tickets, seconds of use
PEOPLE, PAUSE = 200, 10.0  # signed in, and the seconds between two pages of one person
OPENED_EVERY = 2.0  # seconds between two tickets
REST = 20.0  # seconds after the start, so that every job has run once
MEGABYTE = 1024 * 1024
NOTES = [
    "PSS of the supervisor and of all below it: pages shared by several count once",
    f"use: {PEOPLE} people ask for a page every {PAUSE:g} s, a ticket every {OPENED_EVERY:g} s",
    "PostgreSQL: the processes of the product alone, with two that answer; no target",
]


def main() -> int:
    """Measure both; 1 where SQLite's target is missed."""
    stop_when_told()
    scale = os.environ.get("SCALE", "small")
    tickets, seconds = SCALES[scale]
    failed = 0
    for database in ("sqlite", "postgresql"):
        with filled(database, tickets) as home:
            most = 300 if database == "sqlite" else None
            found = measured(home, seconds, most)
        failed |= told(f"idle-{scale}-{database}", found, NOTES)
    return failed


def measured(home: Home, seconds: float, most: float | None) -> list[Figure]:
    """Megabytes at rest and after use."""
    house = ready(home.up())
    try:
        time.sleep(REST)
        at_rest = pss(house.pid) / MEGABYTE
        answers = used(home, house.port, seconds)
        after = pss(house.pid) / MEGABYTE
    finally:
        house.stop()
    return [
        Figure("tickets", home.known["tickets"], "rows"),
        Figure("memory of all processes at rest", at_rest, "MB", most=most),
        Figure(f"the same after {seconds:g} s of use", after, "MB", most=most),
        Figure("pages answered meanwhile", answers, "pages"),
    ]


def used(home: Home, port: int, seconds: float) -> int:
    """People at their pages, and tickets meanwhile; how many pages were answered."""
    over = threading.Event()
    opening = Beside(lambda: open_tickets(home, port, over))
    try:
        answers = len(signed_in(port, home.day, PEOPLE, seconds, PAUSE))
    finally:
        over.set()
    opening.ended()
    return answers


def open_tickets(home: Home, port: int, over: threading.Event) -> None:
    """One every two seconds, each over a connection of its own."""
    while not over.wait(OPENED_EVERY):
        call = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        send(call, posting("/api/v1/tickets", BODY, home.known["token"]))
        call.close()


if __name__ == "__main__":
    raise SystemExit(main())

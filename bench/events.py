"""``make bench-events``: what a ticket leaves behind, and what carrying it out costs a worker."""

import json
import os
from urllib.parse import urlsplit

from tests.run.house import processes

from bench.clients import one_by_one, posting
from bench.figures import Figure, told
from bench.houses import BODY, TECHNICIAN, Home, filled
from bench.processes import children, cpu_of, stop_when_told

SCALES = {"small": (1_000, 100), "full": (20_000, 1_000)}  # tickets there, tickets opened
PAGES = 60
NOTES = [
    "tickets opened by the API, one after another, while no worker runs; then all is sealed and",
    "carried out by one process: its CPU alone, so that a busy machine changes little;",
    "room: growth of the database by the opened tickets with all that follows from them",
]


def main() -> int:
    """Both databases."""
    stop_when_told()
    scale = os.environ.get("SCALE", "small")
    tickets, more = SCALES[scale]
    failed = 0
    for database in ("sqlite", "postgresql"):
        with filled(database, tickets) as home:
            failed |= told(f"events-{scale}-{database}", measured(home, more), NOTES)
    return failed


def measured(home: Home, tickets: int) -> list[Figure]:
    """Opened, then carried out."""
    before = json.loads(home.run("bench.events_within"))
    with home.serving() as server:
        one_by_one(server.port, posting("/api/v1/tickets", BODY, home.known["token"]), 20)
        used, of_database = server.cpu(), database_cpu(home)
        one_by_one(server.port, posting("/api/v1/tickets", BODY, home.known["token"]), tickets)
        used, of_database = server.cpu() - used, database_cpu(home) - of_database
        queue = home.page("/tickets/?unit=TP-FLO", TECHNICIAN)
        one_by_one(server.port, queue, 20)
        paged, of_page = server.cpu(), database_cpu(home)
        one_by_one(server.port, queue, PAGES)
        paged, of_page = server.cpu() - paged, database_cpu(home) - of_page
    found = json.loads(home.run("bench.events_within"))
    opened = tickets + 20
    return [
        Figure("tickets opened", opened, "tickets"),
        Figure("CPU of the server a ticket", 1000 * used / tickets, "ms"),
        Figure("CPU of PostgreSQL beside it", 1000 * of_database / tickets, "ms"),
        Figure("CPU of the server for the queue of a unit", 1000 * paged / PAGES, "ms"),
        Figure("CPU of PostgreSQL beside it", 1000 * of_page / PAGES, "ms"),
        Figure("events a ticket", found["sealed"] / opened, "events"),
        Figure("deliveries a ticket", found["delivered"] / opened, "deliveries"),
        Figure("CPU of sealing, an event", 1000 * found["sealing"] / found["sealed"], "ms"),
        Figure("CPU of a delivery", 1000 * found["carrying"] / found["delivered"], "ms"),
        Figure("room a ticket", (found["bytes"] - before["bytes"]) / opened / 1024, "kB"),
    ]


def database_cpu(home: Home) -> float:
    """Seconds of CPU of the server of this home, with its sessions; 0 on SQLite."""
    port = str(urlsplit(home.environment.get("DATABASE_URL", "")).port or "none")
    mine = [pid for pid, _, line in processes() if line.split()[-1:] and f"-p {port} " in line]
    return sum(map(cpu_of, {each for pid in mine for each in [pid, *children(pid)]}))


if __name__ == "__main__":
    raise SystemExit(main())

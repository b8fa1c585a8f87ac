"""``make bench-growth``: what pages and a new ticket cost while the archive of the house fills.

An office solves what comes in: the same number is open at each size, and each page shows as many
rows. What a heap of open tickets costs that nobody solves is told beside it, without a bound.
"""

import os

from bench.clients import Asked, posting
from bench.desk import cost
from bench.figures import Figure, told
from bench.houses import BODY, TECHNICIAN, Home, filled
from bench.processes import Server, stop_when_told

SCALES = {"small": (500, 5_000), "full": (1_000, 10_000, 100_000, 1_000_000)}  # tickets
BACKLOG = 60  # open in each prefecture: more than a page of the queue shows
TIMES = {"small": 20, "full": 100}  # requests whose CPU is read together
ROUNDS = {"small": 3, "full": 5}  # the least of them counts
SCALE = os.environ.get("SCALE", "small")
FLAT = 120.0  # per cent of the cost with the fewest tickets
NOTES = [
    "CPU of the server for one request, one after another; the least of several rounds, because",
    "a busy machine only adds; PostgreSQL's own CPU is not in it",
]


def main() -> int:
    """Both databases; 1 where something becomes dearer."""
    stop_when_told()
    scale = SCALE
    failed = 0
    for database in ("sqlite", "postgresql"):
        found: dict[str, list[tuple[int, float]]] = {}
        for tickets in SCALES[scale]:
            with filled(database, tickets, backlog=BACKLOG) as home:
                for name, spent in costs(home).items():
                    found.setdefault(name, []).append((home.known["tickets"], spent))
        rows = [*figures(found), *heaped(database, SCALES[scale][-1])]
        failed |= told(f"growth-{scale}-{database}", rows, NOTES)
    return failed


def heaped(database: str, tickets: int) -> list[Figure]:
    """The same where a tenth of all tickets is open."""
    with filled(database, tickets) as home:
        end = f", {home.known['open']} open in the unit, CPU"
        return [Figure(name + end, spent, "ms") for name, spent in costs(home).items()]


def figures(found: dict[str, list[tuple[int, float]]]) -> list[Figure]:
    """Each cost at each size, and of the largest the share of the smallest."""
    rows = []
    for name, sizes in found.items():
        rows += [Figure(f"{name}, {tickets} tickets, CPU", ms, "ms") for tickets, ms in sizes]
        share = 100 * sizes[-1][1] / sizes[0][1]
        rows.append(Figure(f"{name}: the most tickets, of the fewest", share, "%", most=FLAT))
    return rows


def costs(home: Home) -> dict[str, float]:
    """Milliseconds of CPU for each thing that people and programs do."""
    sign = (("Authorization", f"Bearer {home.known['token']}"),)
    number = home.known["number"]
    asked = {
        "page: the first page": home.page("/", TECHNICIAN),
        "page: the queue of a unit": home.page("/tickets/?unit=TP-FLO", TECHNICIAN),
        "page: a ticket with 100 entries": home.page(f"/tickets/{number}/", TECHNICIAN),
        "page: one's own reports": home.page("/tickets/mine/", 20),
        "API: a list of 50": Asked("/api/v1/tickets?unit=TP-FLO&size=50", headers=sign),
        "API: opening a ticket": posting("/api/v1/tickets", BODY, home.known["token"]),
    }
    with home.serving() as server:
        return {name: least(server, each) for name, each in asked.items()}


def least(server: Server, asked: Asked) -> float:
    """The least of some rounds."""
    return min(cost(server, asked, TIMES[SCALE]) for _ in range(ROUNDS[SCALE]))


if __name__ == "__main__":
    raise SystemExit(main())

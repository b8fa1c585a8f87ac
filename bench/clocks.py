"""``make bench-clocks``: the engine beside a table of minutes, and a calendar that changes.

Random questions are answered by the engine and by a table in which every minute was asked one by
one; then the clocks of open tickets follow other working hours, on both databases.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.clocks.conftest import MINUTE, Minutes
from tests.clocks.test_schedule import CALENDARS

from bench.desk import ROOT, Desk, filled
from bench.figures import Figure, told
from bench.processes import stop_when_told
from pindos.clocks.rules import Schedule

CASES = {"small": 50_000, "full": 1_000_000}
OPEN = {"small": 2_500, "full": 25_000}  # tickets: each has two clocks
FILLED = {"small": "small", "full": "middle"}  # of so many tickets they are taken
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = 400
NOTES = [
    "each open ticket has two clocks; following writes both and from when the ticket is late",
    "the target is for 50,000 clocks; of fewer it is the same share of the time",
]


def main() -> int:
    """Measure it all; 1 where a target is missed or an answer differs."""
    stop_when_told()
    scale = os.environ.get("SCALE", "small")
    failed = told(f"clocks-engine-{scale}", list(engine(CASES[scale])), [])
    for database in ("sqlite", "postgresql"):
        with filled(database, FILLED[scale]) as desk:
            failed |= told(f"clocks-{scale}-{database}", list(followed(desk, scale)), NOTES)
    return failed


def engine(cases: int) -> Iterator[Figure]:
    """Random spans and terms, each by both ways."""
    dice = random.Random(20261127)
    wrong = 0
    spent = 0.0
    for name, calendar in CALENDARS.items():
        table = Minutes(calendar, FIRST, DAYS * 24 * 60)
        schedule = Schedule(calendar)
        for _ in range(cases // len(CALENDARS)):
            one, other = sorted(dice.randrange(DAYS * 24 * 60) for _ in range(2))
            start, end = FIRST + one * MINUTE, FIRST + other * MINUTE
            begun = time.perf_counter()
            worked = schedule.worked(start, end)
            due = schedule.due(start, worked)
            spent += time.perf_counter() - begun
            counted = table.before[other] - table.before[one]
            back = table.before[table.index(due)] - table.before[one]
            wrong += worked != counted * MINUTE or back != counted or due > end
        assert table.before[-1], name
    yield Figure("random cases beside the table of minutes", cases, "cases")
    yield Figure("of them answered otherwise", wrong, "cases", most=0)
    yield Figure("a span and a term together", 1e6 * spent / cases, "µs")


def followed(desk: Desk, scale: str) -> Iterator[Figure]:
    """Clocks of open tickets, before and after the hours change."""
    out = Path(desk.environment["PINDOS_HOME"]) / "clocks.json"
    path = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    subprocess.run(
        [sys.executable, "-m", "bench.clocks_at_work", str(OPEN[scale]), str(out)],
        cwd=ROOT,
        env={**os.environ, **desk.environment, **path},
        check=True,
    )
    found = json.loads(out.read_text())
    yield Figure("clocks that run", found["running"], "clocks")
    yield Figure("giving them to the tickets", found["given"], "s")
    yield Figure("giving: CPU of ours alone", found["given_cpu"], "s")
    yield Figure("giving: CPU of the database's process", found["given_cpu_server"], "s")
    yield Figure("looking at what would move", found["looked"], "s")
    yield Figure("clocks that followed", found["moved"], "clocks", least=2 * OPEN[scale])
    most = 10.0 * found["moved"] / (2 * OPEN["full"])  # the fill leaves more open than we open
    yield Figure("following", found["followed"], "s", most=most)
    yield Figure("following: CPU of ours alone", found["followed_cpu"], "s")
    server = found["followed_cpu_server"]
    yield Figure("following: CPU of the database's process", server, "s")


if __name__ == "__main__":
    raise SystemExit(main())

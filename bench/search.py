"""``make bench-search``: finding in one box, beside PostgreSQL's own Greek full text.

Tickets with texts of the demonstration; among them those of ``search_pairs.yaml``, which ought to
be found by what people type. Both databases, the same questions; PostgreSQL's own full text
(``greek``, ``ts_rank``) answers them in the same run, without rights and without marking.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgres

from bench.figures import Figure, told
from bench.processes import ROOT, stop_when_told

SCALES = {
    "small": (20_000, 500),
    "middle": (200_000, 2_000),
    "full": (1_000_000, 5_000),
}  # tickets, instructions
RECALL = 0.95
NOTES = [
    "ours: as the product is called, with rights, ranking, marking; for one who sees all units",
    "greek: to_tsvector('greek'), plainto_tsquery, ts_rank, the first ten; no rights, no marking",
    "index cost: wall time of making and writing the entries of one ticket in its transaction",
    "timed: the questions of the pairs, and as many of every day, words of the titles themselves",
    "the target for p95 holds at full size: few texts are quick to look through",
    "the pairs were written by hand; each kind of asking has as many as there are texts",
]


def main() -> int:
    """Measure it all; 1 where a target is missed."""
    stop_when_told()
    scale = os.environ.get("SCALE", "small")
    failed, own = 0, None
    for database in os.environ.get("DATABASES", "postgresql,sqlite").split(","):
        with emptied(database) as environment:
            found = at_work(environment, *SCALES[scale])
            own = found.get("greek") or own
            lines = list(figures(found, own, is_full=scale == "full"))
            failed |= told(f"search-{scale}-{database}", lines, NOTES)
    return failed


@contextmanager
def emptied(database: str) -> Iterator[dict[str, str]]:
    """The environment of a new home with its tables."""
    with tempfile.TemporaryDirectory(prefix="pindos-bench-") as folder:
        environment = {"PINDOS_HOME": str(Path(folder) / "home")}
        if database == "sqlite":
            yield environment
        else:
            with postgres.server() as address:
                yield {**environment, "DATABASE_URL": address}


def at_work(environment: dict[str, str], tickets: int, instructions: int) -> dict:
    """Fill it and ask; what was measured."""
    out = Path(environment["PINDOS_HOME"]).parent / "search.json"
    path = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    work = ["-m", "bench.search_at_work", str(tickets), str(instructions), str(out)]
    for command in (["-m", "pindos", "prepare"], work):
        subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, **environment, **path},
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return json.loads(out.read_text())


def figures(found: dict, own: dict | None, *, is_full: bool) -> Iterator[Figure]:
    """All of them; ``own`` is what PostgreSQL's own full text took and found."""
    yield Figure("tickets", found["tickets"], "rows")
    yield Figure("pairs of a question and what it ought to find", found["pairs"], "pairs")
    yield Figure("recall at 10", found["recall"], "of 1", least=RECALL)
    for kind, share in found["recall_of"].items():
        yield Figure(f"recall at 10: {kind}", share, "of 1")
    limit = own["p95"] if own and is_full else None  # few texts are quick to look through
    yield Figure("a question, median", found["p50"], "ms")
    yield Figure("a question, p95", found["p95"], "ms", most=limit)
    yield Figure("a question of a technician of one prefecture, p95", found["p95_one"], "ms")
    yield Figure("a question of rare words, p95", found["p95_rare"], "ms")
    yield Figure("a question of every day, p95", found["p95_common"], "ms")
    yield Figure("the index of one ticket", found["index"], "ms", most=1)
    yield Figure("counting terms, for 1,000 entries", found["weigh"], "ms")
    if own:
        yield Figure("greek: recall at 10", own["recall"], "of 1")
        for kind, share in own["recall_of"].items():
            yield Figure(f"greek: recall at 10: {kind}", share, "of 1")
        yield Figure("greek: a question, median", own["p50"], "ms")
        yield Figure("greek: a question, p95", own["p95"], "ms")
        yield Figure("greek: a question of rare words, p95", own["p95_rare"], "ms")
        yield Figure("greek: a question of every day, p95", own["p95_common"], "ms")


if __name__ == "__main__":
    sys.exit(main())

"""``make bench-start``: from a fresh clone to the first page, and a start with a full house."""

import os
import re
import subprocess
import tempfile
import time
from pathlib import Path

from tests.run.house import House, free_port

from bench.figures import Figure, told
from bench.houses import filled, ready
from bench.processes import ROOT, stop_when_told

SCALES = {"small": 2_000, "full": 1_000_000}  # tickets
NOTES = [
    "a clone of what is committed; what is installed comes from the caches of this machine or",
    "from its registries; another start is of the same home",
]


def main() -> int:
    """1 where a target is missed."""
    stop_when_told()
    scale = os.environ.get("SCALE", "small")
    found = [Figure("fresh clone: make run until the first page", cloned(), "s", most=300)]
    for database in ("sqlite", "postgresql"):
        with filled(database, SCALES[scale]) as home:
            tickets = home.known["tickets"]
            found.append(
                Figure(
                    f"start with {tickets} tickets, {database}", started(home.up()), "s", most=15
                )
            )
    return told(f"start-{scale}", found, NOTES)


def started(house: House) -> float:
    """Seconds until the first page was answered."""
    began = time.monotonic()
    try:
        ready(house)
        if house.get("/sign-in/").status != 200:
            raise SystemExit(f"no first page: {house.said()}")
        return time.monotonic() - began
    finally:
        house.stop()


def cloned() -> float:
    """Seconds of ``git clone`` and ``make run`` until the address is said."""
    with tempfile.TemporaryDirectory(prefix="pindos-clone-") as folder:
        began = time.monotonic()
        clone = Path(folder) / "pindos"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PINDOS_", "PYTHON"))}
        listen = f"127.0.0.1:{free_port()}"
        making = subprocess.Popen(
            ["make", "run"],
            cwd=clone,
            env={**kept, "PINDOS_LISTEN": listen},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            return _until_ready(making, began)
        finally:
            making.terminate()
            making.wait(30)


def _until_ready(making: "subprocess.Popen[str]", began: float) -> float:
    said = []
    for line in making.stdout or ():
        said.append(line)
        if re.search("Pindos is ready", line):
            return time.monotonic() - began
    raise SystemExit("make run ended: " + "".join(said[-20:]))


if __name__ == "__main__":
    raise SystemExit(main())

"""The whole product, as ``pindos up`` starts it, on a home that holds so many tickets."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import postgres
from tests.run.house import House

from bench.clients import Asked
from bench.processes import ROOT, STARTING, Server, serving

BODY = {"title": "Δεν τυπώνει", "description": "Βγάζει λευκές σελίδες.", "prefecture": "FLO"}
DAY = ["/", "/tickets/mine/", "/report/", "/help/"]  # the pages of somebody who asks for help
TECHNICIAN = 7  # whose session is of Florina, the last of the eight prefectures


@dataclass(frozen=True)
class Home:
    """A filled home: its folder, the settings that find it, and what its clients know."""

    folder: Path
    environment: dict[str, str]
    known: dict[str, Any]

    def up(self) -> House:
        """``pindos up`` on it; whoever starts it ends it."""
        return House(self.folder, **self.environment)

    @contextmanager
    def serving(self) -> Iterator[Server]:
        """Only what answers, to learn what an answer costs."""
        told = {**self.environment, "PINDOS_HOME": str(self.folder)}
        with serving("pindos.config.wsgi:application", told, "/healthz") as server:
            yield server

    def page(self, path: str, number: int) -> Asked:
        """A page, asked for by one of the people who are signed in."""
        cookie = f"{self.known['cookie']}={self.known['sessions'][number]}"
        return Asked(path, headers=(("Cookie", cookie),))

    def day(self, number: int, turn: int) -> Asked:
        """One page after the other of somebody's day."""
        own = f"/tickets/{self.known['number']}/"
        paths = ["/", "/tickets/", own, "/referrals/"] if number == TECHNICIAN else DAY
        return self.page(paths[turn % len(paths)], number)

    def run(self, *module: str) -> str:
        """What a Python module says that is run on this home."""
        told = {**os.environ, **self.environment, "PINDOS_HOME": str(self.folder)}
        done = subprocess.run(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env={**told, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout


@contextmanager
def filled(
    database: str, tickets: int, people: int = 200, backlog: int | None = None
) -> Iterator[Home]:
    """A new home on ``sqlite`` or ``postgresql``; ``backlog`` as ``bench.filling`` has it."""
    with tempfile.TemporaryDirectory(prefix="pindos-bench-") as folder:
        told = {"PINDOS_REQUESTS_PER_MINUTE": "0"}
        if database == "sqlite":
            yield _fill(Path(folder), told, tickets, people, backlog)
        else:
            with postgres.server() as address:
                told["DATABASE_URL"] = address
                yield _fill(Path(folder), told, tickets, people, backlog)


def _fill(
    folder: Path, told: dict[str, str], tickets: int, people: int, backlog: int | None
) -> Home:
    out = folder / "known.json"
    home = Home(folder / "home", told, {})
    home.run("pindos", "prepare")
    still_open = [] if backlog is None else [str(backlog)]
    home.run("bench.filling", str(tickets), str(people), str(out), *still_open)
    return Home(home.folder, told, json.loads(out.read_text()))


def ready(house: House) -> House:
    """As soon as it says so; one that does not start ends the measurement."""
    try:
        return house.ready()  # type: ignore[no-any-return]
    except AssertionError as error:
        raise SystemExit(f"pindos up is not ready after {STARTING} s: {error}") from error

"""``make bench-kill``: ``kill -9`` of anything under load; nothing that was accepted is lost."""

import json
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.run.house import House, descendants
from tests.run.load import BODY, Client, of_all

from bench.clients import one_by_one, percentile, posting
from bench.figures import Figure, told
from bench.houses import Home, filled, ready
from bench.processes import stop_when_told

SCALES = {"small": 12, "full": 500}  # kills on each database
CLIENTS = 3
CALM = "Πριν από όλα"  # the ticket that is opened before anything is killed
ANSWERS = "answers"  # a process below the web server's own
NAMES = ["pindos web", ANSWERS, "pindos work", "pindos timer"] * 2
NAMES += ["pindos nursery", "supervisor"]
PAUSE = 1.2  # seconds at most between two kills
PATIENCE = 300  # seconds after the last kill: what died often is started again ever later
NOTES = [
    f"{CLIENTS} programs open tickets, each sent again with its key until it is answered",
    "killed at random: the web server, what answers below it, worker, timer, nursery, supervisor;",
    "whoever killed the supervisor starts it again, all else it starts itself",
]


def main() -> int:
    """Both databases; 1 where anything was lost or doubled."""
    stop_when_told()
    scale = os.environ.get("SCALE", "small")
    failed = 0
    for database in ("sqlite", "postgresql"):
        with filled(database, 200) as home:
            found = list(shaken(home, SCALES[scale]))
        failed |= told(f"kill-{scale}-{database}", found, NOTES)
    return failed


def shaken(home: Home, kills: int) -> Iterator[Figure]:
    """The load, the kills, and what is there afterwards."""
    over = threading.Event()
    house = ready(home.up())
    token = home.known["reporter"]  # of whom the technician hears; nobody is told of own acts
    one_by_one(house.port, posting("/api/v1/tickets", {**BODY, "title": CALM}, token), 1)
    calm = json.loads(home.run("bench.counted", CALM))["notices"]
    clients = [Client(house.port, token, over) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    done: Counter[str] = Counter()
    try:
        while sum(done.values()) < kills:
            time.sleep(random.uniform(0, PAUSE))
            name = random.choice(NAMES)
            if name == "supervisor":
                house = again(home, house)
                done[name] += 1
                if done[name] % 2:
                    ready(house)  # or on a busy machine only starts are killed, nobody at work
            elif killed(house, name):
                done[name] += 1
        over.set()
        for client in clients:
            client.join(PATIENCE)
        refuse_unended(house, clients)
        kept = json.loads(home.run("bench.counted", BODY["title"]))
    finally:
        over.set()
        house.kill()
    yield from judged(done, clients, kept, calm)


def again(home: Home, house: House) -> House:
    """Another supervisor on the same port, as soon as the first one is dead."""
    house.kill()
    return House(home.folder, port=house.port, **home.environment)


def killed(house: House, name: str) -> bool:
    """Whether there was one to kill."""
    server = house.pid_of("pindos web" if name == ANSWERS else name)
    pid = min(descendants(server), default=None) if name == ANSWERS and server else server
    if pid is None:
        return False
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def refuse_unended(house: House, clients: list[Client]) -> None:
    """A program that broke or that nobody answers ends the bench, with what was said last."""
    broken = [str(client.broke) for client in clients if client.broke]
    waiting = sum(client.is_alive() for client in clients)
    if broken or waiting:
        refused = set().union(*(client.refused for client in clients))
        below = "\n".join(descendants(house.pid).values())
        raise SystemExit(
            f"programs that broke: {broken}; that nobody answers: {waiting}; other answers:"
            f" {refused}; processes:\n{below}\nsaid last:\n{house.said()[-4_000:]}"
        )


def judged(
    done: "Counter[str]", clients: list[Client], kept: dict[str, Any], calm: dict[str, int]
) -> Iterator[Figure]:
    """What was lost and what was doubled, of how much."""
    accepted, numbers = Counter(of_all(clients, "accepted")), Counter(kept["numbers"])
    waits = of_all(clients, "waits") or [0.0]
    yield Figure("kills", sum(done.values()), "processes", least=1)
    yield Figure("of them of the supervisor", done["supervisor"], "processes")
    yield Figure("tickets accepted", sum(accepted.values()), "tickets", least=1)
    yield Figure("requests sent again", sum(client.repeats for client in clients), "requests")
    yield Figure("accepted and lost", (accepted - numbers).total(), "tickets", most=0)
    yield Figure("opened twice", (numbers - accepted).total(), "tickets", most=0)
    yield Figure("events not there exactly once", not_once(kept["openings"]), "tickets", most=0)
    [usual] = calm  # how many notices a ticket has that nothing disturbed
    yield Figure("notices of a ticket that nothing disturbed", int(usual), "notices", least=1)
    seen = sum(int(times) * many for times, many in kept["notices"].items())
    yield Figure("notices of what was opened meanwhile", seen, "notices", least=1)
    other = not_once(kept["notices"], usual)
    yield Figure("tickets with more or fewer notices than that", other, "tickets", most=0)
    yield Figure("deliveries left undone", kept["undone"], "deliveries", most=0)
    yield Figure("broken chains", 1 - kept["is_whole"], "chains", most=0)
    refused = set().union(*(client.refused for client in clients))
    yield Figure("other answers than accepted", len(refused), "kinds", most=0)
    yield Figure("longest wait for an answer after a kill", max(waits), "s")
    yield Figure("95th percentile of these waits", percentile(waits, 0.95), "s")


def not_once(found: dict[str, int], usual: str = "1") -> int:
    """Of counts by how often something is there, all that is not there once, or as is usual."""
    return sum(many for times, many in found.items() if times != usual)


if __name__ == "__main__":
    raise SystemExit(main())

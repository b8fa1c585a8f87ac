"""``python -m bench.mail_parts [LETTERS]``: of what the CPU of a message is made, on PostgreSQL.

The letters of ``bench-mail`` and as many real ones of the corpus go through the pipe's command
in one process. Each part is counted without the parts within it, least of several rounds: other
work on the machine makes a round dearer, never cheaper.
"""

import importlib
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests import postgres

from bench.mail import prepared, within
from bench.mail_at_work import letter
from bench.processes import ROOT

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pindos.config.settings")
ROUND = 20  # letters of a round
CORPUS = Path(postgres.__file__).parent / "mail" / "corpus"
PARTS = {  # name -> where the function is looked up when it is called
    "kept on disk": ["pindos.mail.spool:keep", "pindos.mail.spool:read"],
    "head read": ["pindos.mail.commands.taking:read_head"],
    "row and event": ["pindos.mail.commands.taking:_note"],
    "parsed": ["pindos.mail.queries:read"],
    "HTML cleaned": ["pindos.mail.reading:cleaned", "pindos.mail.reading:words_of"],
    "decided": [f"pindos.servicedesk.commands.mailing:{name}" for name in ("known_of", "mail_of")],
    "ticket opened": ["pindos.servicedesk.commands.mailing:open_ticket"],
    "number given": ["pindos.servicedesk.commands.opening:give_number"],
    "words for the index": ["pindos.servicedesk.commands.opening:entries_of"],
    "clocks begun": ["pindos.servicedesk.commands.opening:begin_promises"],
    "event of the ticket": ["pindos.servicedesk.commands.opening:say"],
    "colleagues let in": ["pindos.servicedesk.commands.mailing:_let_in"],
    "answer written": ["pindos.servicedesk.commands.mailing:say_received"],
    "fate noted": ["pindos.servicedesk.commands.mailing:settle"],
}


class Clock:
    """The CPU of each part; what is outside of all of them is the rest."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.open: list[str] = ["rest"]
        self.since = time.process_time()

    def turn(self) -> None:
        """Give what has passed to the part that is open."""
        now = time.process_time()
        self.spent[self.open[-1]] += now - self.since
        self.since = now

    def of(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, counted to a part."""

        def counted(*args: Any, **kwargs: Any) -> Any:
            self.turn()
            self.open.append(part)
            try:
                return function(*args, **kwargs)
            finally:
                self.turn()
                self.open.pop()

        return counted


def watch(clock: Clock) -> None:
    """Count every part, and every reaction by its name."""
    from pindos.kernel import events  # noqa: PLC0415  models need the setup

    for part, places in PARTS.items():
        for place in places:
            module, _colon, name = place.partition(":")
            found = importlib.import_module(module)
            setattr(found, name, clock.of(part, getattr(found, name)))
    for name, known in events._subscriptions.items():
        counted = clock.of(f"reaction {name}", known.function)
        events._subscriptions[name] = known._replace(function=counted)


def at_work(letters: int) -> None:
    """Take them in, round by round, and print the least of each part."""
    import django  # noqa: PLC0415

    django.setup()
    from bench import mail_within as work  # noqa: PLC0415  models need the setup

    work.employed(0, 0)
    work.ready()
    real = [path.read_bytes() for path in sorted(CORPUS.glob("*.eml"))]
    kinds = {
        "letters of bench-mail": [letter(work.senders(n), n) for n in range(letters)],
        "letters of the corpus": real[:letters],
    }
    clock = Clock()
    watch(clock)
    for kind, raws in kinds.items():
        rounds = [_round(clock, raws[at : at + ROUND]) for at in range(0, len(raws), ROUND)]
        print(f"\n{kind}: CPU a message, ms (least of {len(rounds)} rounds of {ROUND})")
        least = {part: min(one[part] for one in rounds) for part in set().union(*rounds)}
        for part, spent in sorted(least.items(), key=lambda each: -each[1]):
            print(f"  {part:40} {spent:6.2f}")
        print(f"  {'all of the cheapest round':40} {min(sum(o.values()) for o in rounds):6.2f}")


def _round(clock: Clock, raws: list[bytes]) -> Counter[str]:
    from pindos.kernel.deliveries import drain  # noqa: PLC0415
    from pindos.mail.commands import take_in  # noqa: PLC0415

    clock.turn()
    clock.spent = Counter()
    for raw in raws:
        take_in(raw)
    while drain(200):
        pass
    clock.turn()
    each = 1000 / len(raws)
    return Counter({part: spent * each for part, spent in clock.spent.items()})


def main() -> None:
    """Begin a database of its own, then the work in a process of its own."""
    letters = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    if "PINDOS_PARTS" in os.environ:
        at_work(letters)
        return
    with tempfile.TemporaryDirectory(prefix="pindos-bench-") as name, postgres.server() as found:
        environment = {"PINDOS_HOME": name, "DATABASE_URL": found, "PINDOS_PARTS": "1"}
        prepared(environment)
        command = [sys.executable, "-m", "bench.mail_parts", str(letters)]
        subprocess.run(command, cwd=ROOT, env=within(environment), check=True)


if __name__ == "__main__":
    main()

"""Fill a database with tickets that can be found, ask, and say what it took.

python -m bench.search_at_work TICKETS INSTRUCTIONS OUT — in the home that the environment names.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.filling import staff  # sets Django up, so it comes first
from bench.search_filling import Place, fill
from bench.search_texts import KINDS, daily, questions, stories

from django.db import connection, transaction  # isort: skip
from django.utils import timezone  # isort: skip

from pindos.identity.queries import viewer_for  # isort: skip
from pindos.kernel.access import Viewer  # isort: skip
from pindos.knowledge.models import Edition, Instruction  # isort: skip
from pindos.knowledge.terms import ABOUT as TUTORIAL  # isort: skip
from pindos.knowledge.terms import State  # isort: skip
from pindos.records.models import Record  # isort: skip
from pindos.search.commands import entries_of, keep_all_of, keep_new, weigh  # isort: skip
from pindos.search.queries import found_for  # isort: skip
from pindos.search.terms import Findable, Readers  # isort: skip
from pindos.servicedesk.models import Ticket  # isort: skip
from tests import cast  # isort: skip

SINGLE = 1_000  # tickets whose entries are written one by one, to be timed
OWN = """
    CREATE TABLE bench_own (id bigint PRIMARY KEY, words tsvector);
    INSERT INTO bench_own SELECT t.id, to_tsvector('greek', t.title || ' ' || e.text)
        FROM servicedesk_ticket t JOIN records_entry e ON e.record_id = t.record_id;
    CREATE INDEX ON bench_own USING gin (words);
    ANALYZE
"""
ASK_OWN = """
    SELECT id FROM bench_own, plainto_tsquery('greek', %s) q WHERE words @@ q
    ORDER BY ts_rank(words, q) DESC, id DESC LIMIT 10
"""


def main() -> None:
    """Fill, ask, write it down."""
    many, instructions, out = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    found = staff()
    admin = cast.engaged("admin-b", "Θεανώ", "Κοντού", role="administrator", unit="EPWM")
    places = places_of(found)
    wanted = fill(many, places)
    tutorials(instructions, places[0].unit)
    figures: dict[str, Any] = {"tickets": Ticket.objects.count(), "pairs": len(list(questions()))}
    figures["index"] = 1000 * index_cost(places)
    figures["weigh"] = weighing()
    tidy()
    everywhere, here = viewer_for(admin), viewer_for(found["tech-flo"])
    figures |= asked(lambda words: ours(everywhere, words), wanted)
    figures["p95_one"] = asked(lambda words: ours(here, words), wanted)["p95"]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(OWN)
        figures["greek"] = asked(theirs, wanted)
    out.write_text(json.dumps(figures))


def places_of(found: Mapping[str, Any]) -> list[Place]:
    """The units of the technicians; some prefecture for each: whose it is matters to nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM organisation_prefecture")
        first = cursor.fetchone()[0]
    return [
        Place(post.unit_id, account.person_id, first)
        for name, account in found.items()
        if name.startswith("tech")
        for post in viewer_for(account).posts
    ]


def tutorials(many: int, unit: int) -> None:
    """Published instructions, which everybody may read, with their rows of the index."""
    now = timezone.now()
    records = Record.objects.bulk_create(Record(about=TUTORIAL) for _ in range(many))
    rows = Instruction.objects.bulk_create(
        Instruction(
            record=record,
            title=title,
            heading=title,
            text=text,
            unit_id=unit,
            state=State.PUBLISHED,
            opened_at=now,
            published_at=now,
        )
        for record, (title, text) in zip(records, stories(many), strict=False)
    )
    editions = Edition.objects.bulk_create(
        Edition(instruction=row, number=1, title=row.title, text=row.text, at=now) for row in rows
    )
    for row, edition in zip(rows, editions, strict=True):
        row.edition = edition
    Instruction.objects.bulk_update(rows, ["edition"], batch_size=500)
    keep_all_of(TUTORIAL)


def index_cost(places: Sequence[Place]) -> float:
    """Seconds for the entries of one ticket, made and written in a transaction of its own."""
    ids = list(Ticket.objects.order_by("-pk").values_list("pk", flat=True)[:SINGLE])
    spent = 0.0
    for pk, (title, text) in zip(ids, stories(SINGLE), strict=False):
        readers = Readers(units=[places[0].unit], people=[1])
        with transaction.atomic():
            begun = time.perf_counter()
            thing = Findable("bench.cost", pk, title, timezone.now(), readers, text)
            keep_new(entries_of(thing), pk)
            spent += time.perf_counter() - begun
    return spent / len(ids)


def weighing() -> float:
    """Milliseconds of counting the terms of a thousand entries."""
    begun = time.perf_counter()
    entries = weigh(limit=10**9)
    return 1e6 * (time.perf_counter() - begun) / max(entries, 1)


def tidy() -> None:
    """As the databases do by themselves with time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def ours(viewer: Viewer, words: str) -> list[int]:
    return [each.about_id for each in found_for(viewer, words, limit=10).items]


def theirs(words: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(ASK_OWN, [words])
        return [row[0] for row in cursor.fetchall()]


def asked(find: Callable[[str], list[int]], wanted: Sequence[int]) -> dict[str, Any]:
    """All questions: how many found what they ought to, and how long they took."""
    every_day = daily(len(wanted) * len(KINDS))
    for words in every_day[:20]:
        find(words)
    hits: Counter[str] = Counter()
    rare = []
    for kind, words, at in questions():
        begun = time.perf_counter()
        ids = find(words)
        rare.append(time.perf_counter() - begun)
        hits[kind] += wanted[at] in ids
    common = list(timed(find, every_day))
    one = len(rare) / len(KINDS)
    return {
        "recall": sum(hits.values()) / len(rare),
        "recall_of": {KINDS[kind]: hits[kind] / one for kind in KINDS},
        "p50": part(rare + common, 0.5),
        "p95": part(rare + common, 0.95),
        "p95_rare": part(rare, 0.95),
        "p95_common": part(common, 0.95),
    }


def part(times: Sequence[float], share: float) -> float:
    """Milliseconds within which this share of the questions was answered."""
    return 1000 * sorted(times)[int(len(times) * share)]


def timed(find: Callable[[str], list[int]], every: Sequence[str]) -> Iterator[float]:
    """The seconds of each question."""
    for words in every:
        begun = time.perf_counter()
        find(words)
        yield time.perf_counter() - begun


if __name__ == "__main__":
    main()

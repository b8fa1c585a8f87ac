"""Many tickets that can be found, quickly: for ``bench-search`` only.

Not as in life: rows go in by thousands, texts become terms in processes of their own, PostgreSQL's
index is made when all rows are in, and there are no events. The rows of the index are the same.
"""

import os
import random
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from bench.search_texts import pairs, stories
from pindos.records.models import Entry as Said
from pindos.records.models import Record
from pindos.search.commands.keeping import subject_of
from pindos.search.models import Entry
from pindos.search.rules import joined, sight
from pindos.search.terms import Readers
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.terms import ABOUT

BATCH = 5_000
INDEX = "CREATE INDEX search_entry_marks ON search_entry USING gin (marks)"
FOLDING = max(2, os.cpu_count() or 2)  # processes

Story = tuple[str, str]


class Place(NamedTuple):
    """Where tickets come from: the unit that has them, a person who asks, a prefecture."""

    unit: int
    person: int
    prefecture: int


def fill(many: int, places: Sequence[Place]) -> list[int]:
    """Tickets, and scattered among them those that are looked for; the ids of these."""
    dice = random.Random(7)
    needles = pairs()
    at = {place: n for n, place in enumerate(dice.sample(range(many), len(needles)))}
    like = templates(places[0])
    begin = max(like.record.pk, like.ticket.pk, like.said.pk) + 1_000
    first = begin
    with without_index():
        for batch in folded(told(many, at, needles)):
            written(batch, first, like, places, dice)
            first += len(batch)
    return [begin + place for place in sorted(at, key=at.__getitem__)]


def told(many: int, at: dict[int, int], needles: Sequence[dict[str, str]]) -> Iterator[Story]:
    """All titles and texts in their order."""
    for number, story in enumerate(stories(many)):
        needle = needles[at[number]] if number in at else None
        yield (needle["title"], needle["text"]) if needle else story


def folded(every: Iterator[Story]) -> Iterator[list[tuple[Story, Story]]]:
    """Batches of stories, each with the terms of its title and of all of it."""
    with ProcessPoolExecutor(FOLDING, mp_context=get_context("spawn")) as pool:
        waiting = []
        while batch := list(islice(every, BATCH)):
            waiting.append((batch, pool.submit(terms_of_all, batch)))
            if len(waiting) > 2 * FOLDING:
                stories_told, made = waiting.pop(0)
                yield list(zip(stories_told, made.result(), strict=True))
        for stories_told, made in waiting:
            yield list(zip(stories_told, made.result(), strict=True))


def terms_of_all(batch: Sequence[Story]) -> list[Story]:
    """As the room makes them."""
    return [(joined(title), joined(title, text)) for title, text in batch]


@contextmanager
def without_index() -> Iterator[None]:
    """PostgreSQL makes its index at the end, as after a restored dump."""
    if connection.vendor == "postgresql":
        run("DROP INDEX search_entry_marks")
        run("SET synchronous_commit = off")
    yield
    if connection.vendor == "postgresql":
        run("SET maintenance_work_mem = '1GB'")
        run(INDEX)
        for model in (Record, Ticket, Said, Entry):
            name = model._meta.db_table
            run(f"SELECT setval('{name}_id_seq', (SELECT max(id) FROM {name}))")


class Templates(NamedTuple):
    """One row of each table, of which all the others are copies with words of their own."""

    record: Record
    ticket: Ticket
    said: Said


@transaction.atomic
def templates(place: Place) -> Templates:
    """Written as any others."""
    record = Record.objects.create(about=ABOUT)
    now = timezone.now()
    ticket = Ticket.objects.create(
        record_id=record.pk,
        number="BEN-2026-0",
        title="-",
        requester_id=place.person,
        prefecture_id=place.prefecture,
        unit_id=place.unit,
        with_unit_id=place.unit,
        impact="person",
        urgency="normal",
        priority=3,
        opened_at=now,
        state_since=now,
    )
    said = Said.objects.create(record_id=record.pk, kind="opening", text="-")
    Entry.objects.create(
        subject=subject_of(ABOUT, ticket.pk), kind=ABOUT, about_id=ticket.pk, at=now
    )
    run(STORY)
    return Templates(record, ticket, said)


STORY = """
    CREATE TEMPORARY TABLE bench_story (n bigint, title text, text text, head text, terms text,
    unit bigint, person bigint, at {at}, sight text)
"""
TOLD = "n, title, text, head, terms, unit, person, at, sight"


@transaction.atomic
def written(
    batch: Sequence[tuple[Story, Story]],
    first: int,
    like: Templates,
    places: Sequence[Place],
    dice: random.Random,
) -> None:
    """Tickets of these words with all that searching needs, from this id on."""
    now = timezone.now()
    run("DELETE FROM bench_story")
    told_as_rows(
        [
            row_of(first + n, story, terms, dice.choice(places), now, dice.randrange(500_000))
            for n, (story, terms) in enumerate(batch)
        ]
    )
    copied(Record, like.record.pk, {"id": "s.n"})
    of_ticket = {"number": "'BEN-2026-' || s.n", "title": "s.title", "requester_id": "s.person"}
    of_ticket |= {"unit_id": "s.unit", "with_unit_id": "s.unit", "opened_at": "s.at"}
    copied(Ticket, like.ticket.pk, {"id": "s.n", "record_id": "s.n", **of_ticket})
    copied(Said, like.said.pk, {"id": "s.n", "record_id": "s.n", "text": "s.text"})
    names = "id, subject, kind, about_id, is_internal, record, at, head, terms, sight, weighed"
    run(
        f"INSERT INTO search_entry ({names}) SELECT n, '{ABOUT}:' || n, '{ABOUT}', n, "
        "false, n, at, head, terms, sight, 0 FROM bench_story ORDER BY n"
    )


def row_of(
    pk: int, story: Story, terms: Story, place: Place, now: datetime, minutes: int
) -> tuple[object, ...]:
    """A line of the table of stories."""
    at = connection.ops.adapt_datetimefield_value(now - timedelta(minutes=minutes))
    seen = sight(ABOUT, readers_of(place.unit, place.person), place.unit, is_internal=False)
    return (pk, *story, *terms, place.unit, place.person, at, seen)


def told_as_rows(rows: Sequence[tuple[object, ...]]) -> None:
    """By COPY where there is one."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY bench_story ({TOLD}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(
                f"INSERT INTO bench_story ({TOLD}) VALUES ({', '.join(['%s'] * 9)})", rows
            )


def copied(model: type[Model], like: int, own: Mapping[str, str]) -> None:
    """A row for each story, like this one but for what is its own."""
    names = [field.column for field in model._meta.local_concrete_fields]
    table = model._meta.db_table
    values = ", ".join(own.get(name, f"t.{name}") for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    run(
        f"INSERT INTO {table} ({columns}) SELECT {values} "
        f"FROM bench_story s, {table} t WHERE t.id = {like} ORDER BY s.n"
    )


def readers_of(unit: int, person: int) -> Readers:
    """Who may read a ticket."""
    return Readers(units=[unit], people=[person])


def run(statement: str) -> None:
    at = "timestamptz" if connection.vendor == "postgresql" else "text"
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("{at}", at))

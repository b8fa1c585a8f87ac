"""Counting how common terms and kinds are: never where they are written, but by a job."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection, transaction

from pindos.search.models import Entry, Weight
from pindos.search.rules import of_kind
from pindos.search.terms import Weighed

BATCH = 1_000  # entries of one transaction
INTO = "INSERT INTO search_weight (term, backwards, count)"
ONE = "VALUES (%s, %s, %s)"
ALL = "SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[])"
ADD = "ON CONFLICT (term) DO UPDATE SET count = search_weight.count + excluded.count"
ADD_NEW = "ON CONFLICT (term) DO NOTHING"
TOTAL = ""  # the term whose row holds how many entries were counted


def weigh(limit: int = 50_000) -> int:
    """Count what was written since the last time; how many entries."""
    done = 0
    while done < limit and (count := _batch()):
        done += count
    return done


def recount() -> int:
    """Count everything anew, so that what was changed or erased counts no more; how many."""
    counts: Counter[str] = Counter()
    entries = 0
    rows = Entry.objects.order_by("pk").values_list("kind", "terms")
    for kind, terms in rows.iterator(chunk_size=2_000):
        counts.update(_words(terms))
        counts[of_kind(kind)] += 1
        entries += 1
    with transaction.atomic():
        Weight.objects.all().delete()
        _add(ADD, counts, entries)
        Entry.objects.exclude(weighed=Weighed.YES).update(weighed=Weighed.YES)
    return entries


@transaction.atomic
def _batch() -> int:
    """Some entries: of new ones every term, of changed ones the terms nobody has had before."""
    waiting = Entry.objects.filter(weighed__in=(Weighed.NO, Weighed.CHANGED)).order_by("pk")
    rows = list(waiting.select_for_update(skip_locked=True)[:BATCH])
    new = [row for row in rows if row.weighed == Weighed.NO]
    changed = [row for row in rows if row.weighed == Weighed.CHANGED]
    counts = Counter(term for row in new for term in _words(row.terms))
    _add(ADD, counts + Counter(of_kind(row.kind) for row in new), len(new))
    _add(ADD_NEW, Counter(term for row in changed for term in _words(row.terms)), 0)
    Entry.objects.filter(pk__in=[row.pk for row in rows]).update(weighed=Weighed.YES)
    return len(rows)


def _add(clash: str, counts: Counter[str], entries: int) -> None:
    given = [(term, term[::-1], count) for term, count in sorted(counts.items())]
    if entries:
        given.append((TOTAL, TOTAL, entries))
    if not given:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = [list(column) for column in zip(*given, strict=True)]
            cursor.execute(f"{INTO} {ALL} {clash}", columns)
        else:
            cursor.executemany(f"{INTO} {ONE} {clash}", given)


def _words(terms: str) -> Iterable[str]:
    """Each term once; numbers are rare enough without being counted."""
    return (term for term in set(terms.split()) if term.isalpha())

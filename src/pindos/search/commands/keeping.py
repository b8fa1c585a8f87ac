"""Writing what can be found, in the transaction of what is found.

They emit no events: what has changed is said by the room that owns the thing.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from pindos.kernel.inserting import Write, insert
from pindos.kernel.rows import new
from pindos.search.models import Entry
from pindos.search.rules import joined, sight
from pindos.search.terms import Findable, Weighed

FIELDS = ("record", "at", "head", "terms", "sight")
within = transaction.atomic(savepoint=False)


@within
def keep_entry(thing: Findable) -> None:
    """Let a thing be found as it is now."""
    keep_entries([thing])


@within
def keep_entries(things: Sequence[Findable]) -> int:
    """The same of several; how many entries they have."""
    rows = [row for thing in things for row in _rows(thing)]
    subjects = [subject_of(thing.kind, thing.about_id) for thing in things]
    kept = {(row.subject, row.is_internal): row for row in _kept(subjects)}
    fresh = [row for row in rows if (row.subject, row.is_internal) not in kept]
    for row in rows:
        before = kept.pop((row.subject, row.is_internal), None)
        if before is not None:
            _rewrite(before, row)
    Entry.objects.filter(pk__in=[row.pk for row in kept.values()]).delete()
    insert(fresh)
    return len(rows)


def entries_of(thing: Findable) -> list[Entry]:
    """What the index will hold of a thing that has no id yet: made before the transaction."""
    return list(_rows(thing))


@within
def keep_new(
    entries: Sequence[Entry],
    about_id: int,
    record_id: int | None = None,
    write: Write = insert,
) -> None:
    """Let a new thing be found, now that it has its id."""
    for row in entries:
        row.about_id, row.record = about_id, record_id
        row.subject = subject_of(row.kind, about_id)
    write(entries)


@within
def forget_entry(kind: str, about_id: int) -> None:
    """Let a thing be found no more."""
    Entry.objects.filter(subject=subject_of(kind, about_id)).delete()


def subject_of(kind: str, about_id: int) -> str:
    """How the index names a thing."""
    return f"{kind}:{about_id}"


def made(thing: Findable) -> dict[bool, Entry]:
    """The entries of a thing, unsaved: of what is public, and of its notes."""
    return {row.is_internal: row for row in _rows(thing)}


def _kept(subjects: Sequence[str]) -> Iterable[Entry]:
    for at in range(0, len(subjects), 500):
        yield from Entry.objects.filter(subject__in=subjects[at : at + 500])


def _rewrite(before: Entry, after: Entry) -> None:
    changed = [name for name in FIELDS if getattr(before, name) != getattr(after, name)]
    if not changed:
        return
    for name in changed:
        setattr(before, name, getattr(after, name))
    if "terms" in changed and before.weighed == Weighed.YES:
        before.weighed = Weighed.CHANGED
        changed.append("weighed")
    before.save(update_fields=changed)


def _rows(thing: Findable) -> Iterator[Entry]:
    head = joined(thing.title)
    yield _row(thing, head, joined(thing.title, thing.text), is_internal=False)
    if thing.notes:
        yield _row(thing, head, joined(thing.title, thing.notes), is_internal=True)


def _row(thing: Findable, head: str, terms: str, *, is_internal: bool) -> Entry:
    return new(
        Entry,
        subject=subject_of(thing.kind, thing.about_id),
        kind=thing.kind,
        about_id=thing.about_id,
        is_internal=is_internal,
        record=thing.record_id,
        at=thing.at,
        head=head,
        terms=terms,
        sight=sight(thing.kind, thing.readers, thing.unit_id, is_internal=is_internal),
    )

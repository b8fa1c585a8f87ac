"""Building the index anew while it is in use: batch by batch, going on where it stopped."""

from collections.abc import Callable, Collection

from django.db import transaction
from django.utils import timezone

from pindos.kernel.progress import tell_how_far
from pindos.search.about import Kind, kind_called, kinds
from pindos.search.commands.keeping import forget_entry, keep_entries, subject_of
from pindos.search.commands.weighing import recount
from pindos.search.models import Entry, Rebuild

BATCH = 500  # things of one transaction

Told = Callable[[str, int], object]


def rebuild(
    *, most: int | None = None, is_fresh: bool = False, told: Told = lambda label, done: None
) -> int:
    """Go on building anew, at most so many things; how many were done.

    One that was cut off goes on where it stopped, unless ``is_fresh``; what is written meanwhile
    is found at once as ever. ``told`` hears the kind and how many are done in all.
    """
    row = _under_way(is_fresh=is_fresh)
    done = 0
    for kind in _from(row.kind):
        if kind.key != row.kind:
            row.kind, row.after = kind.key, 0
        while most is None or done < most:
            ids = list(kind.ids(row.after, BATCH))
            count = _batch(row, kind, ids)
            done += count
            told(str(kind.many), row.done)
            if not ids:
                break
        else:
            return done
    recount()
    row.ended_at = timezone.now()
    row.save()
    return done


def rebuild_if_needed(most: int = 20_000) -> int:
    """Build what was never built, as after an upgrade, or go on with what was cut off."""
    newest = Rebuild.objects.order_by("-pk").first()
    if newest and newest.ended_at:
        return 0
    return rebuild(most=most, told=lambda label, done: tell_how_far(done))


@transaction.atomic
def keep_by_id(kind: str, ids: Collection[int]) -> int:
    """Let things of a kind be found as they are now; those that are no more are forgotten."""
    things = list(kind_called(kind).source(ids))
    for pk in set(ids) - {thing.about_id for thing in things}:
        forget_entry(kind, pk)
    return keep_entries(things)


def keep_all_of(kind: str) -> int:
    """The same of all there are of a small kind, in pieces."""
    after, done = 0, 0
    while ids := list(kind_called(kind).ids(after, BATCH)):
        done += keep_by_id(kind, ids)
        after = max(ids)
    return done


def _under_way(*, is_fresh: bool) -> Rebuild:
    open_ones = Rebuild.objects.filter(ended_at=None)
    if is_fresh:
        open_ones.update(ended_at=timezone.now())
    return open_ones.order_by("-pk").first() or Rebuild.objects.create()


def _from(key: str) -> list[Kind]:
    every = kinds()
    names = [kind.key for kind in every]
    return every[names.index(key) :] if key in names else every


@transaction.atomic
def _batch(row: Rebuild, kind: Kind, ids: Collection[int]) -> int:
    """The things of these ids as they are now; what the index holds between them and is no more
    goes. Their entries are held first: whoever changes such a thing writes before or after."""
    last = max(ids, default=None)
    kept = Entry.objects.filter(kind=kind.key, about_id__gt=row.after)
    kept = kept if last is None else kept.filter(about_id__lte=last)
    gone = {each.about_id for each in kept.select_for_update()} - set(ids)
    things = list(kind.source(ids)) if ids else []
    gone |= set(ids) - {thing.about_id for thing in things}
    subjects = [subject_of(kind.key, pk) for pk in gone]
    for at in range(0, len(subjects), BATCH):
        Entry.objects.filter(subject__in=subjects[at : at + BATCH]).delete()
    keep_entries(things)
    if last is not None:
        row.after = last
    row.done += len(things)
    row.save()
    return len(things)

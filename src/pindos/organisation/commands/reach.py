"""The tree of units as pairs, kept in step with the parents."""

from collections.abc import Mapping

from pindos.organisation.models import Reach, Unit


def rebuild_reach(administration_id: int) -> int:
    """Make Reach say what the parents say; return how many pairs were put right.

    Abolished units stay in: what belongs to them must still be seen from above.
    """
    parents = dict(
        Unit.objects.filter(administration=administration_id).values_list("pk", "parent_id")
    )
    wanted = {(above, unit) for unit in parents for above in _upwards(unit, parents)}
    known = dict(
        ((above, below), pk)
        for pk, above, below in Reach.objects.filter(below__in=parents).values_list(
            "pk", "above_id", "below_id"
        )
    )
    wrong = [pk for pair, pk in known.items() if pair not in wanted]
    missing = sorted(wanted - known.keys())
    Reach.objects.filter(pk__in=wrong).delete()
    Reach.objects.bulk_create(Reach(above_id=above, below_id=below) for above, below in missing)
    return len(wrong) + len(missing)


def _upwards(unit: int, parents: Mapping[int, int | None]) -> list[int]:
    """The unit and all above it."""
    way = [unit]
    while (above := parents.get(way[-1])) is not None and above not in way:
        way.append(above)
    return way

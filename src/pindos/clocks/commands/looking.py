"""Looking at what a change would move where that takes longer than a page may: left to a job.

How far it is stands in its row, so that whoever asked may leave and come back; a process that dies
loses at most one batch.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from pindos.clocks.about import Named, named, promise_called
from pindos.clocks.commands.hours import refuse_unless_administrator
from pindos.clocks.commands.planning import (
    Change,
    HoursPlan,
    Looking,
    Moved,
    Reached,
    plan,
)
from pindos.clocks.models import Look
from pindos.clocks.queries.hours import HoursFacts
from pindos.clocks.queries.looks import look_by
from pindos.clocks.terms import LOOKS
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused, in_one_line
from pindos.kernel.jobs import bring_forward
from pindos.kernel.progress import tell_how_far
from pindos.organisation.queries import Feast

ON_A_PAGE = 5_000  # clocks that are looked at while somebody waits; more are left to the job
KEPT = timedelta(days=1)
NEVER_KEPT = ("csrfmiddlewaretoken", "save", "look", "looked")
NOTHING: Mapping[str, Iterable[str]] = {}


class Line(NamedTuple):
    """A deadline that would move, as it is shown."""

    thing: Named | None
    promise: str
    moved: Moved


class Looked(NamedTuple):
    """What would move, as far as it is counted; ``row`` is there where a job goes on with it."""

    plan: HoursPlan
    row: Look | None

    @property
    def total(self) -> int:
        """How many clocks are looked at in all."""
        return self.row.total if self.row else self.plan.running

    @property
    def is_ended(self) -> bool:
        """Whether all were."""
        return self.row is None or self.row.ended_at is not None

    def told(self, viewer: Viewer) -> dict[str, Any]:
        """As a program is told: the counts, and the deadlines that move most, ``by`` seconds."""
        most = [
            {
                **line.moved._asdict(),
                "name": line.thing.name if line.thing else "",
                "by": int(line.moved.by.total_seconds()),
            }
            for line in lines_of(viewer, self.plan.most)
        ]
        return {
            **self.plan._asdict(),
            "total": self.total,
            "most": most,
            "look": self.row.pk if self.row else None,
            "is_ended": self.is_ended,
            "refused": self.row.refused if self.row else "",
        }


def look_at(
    *, viewer: Viewer, change: Change, page: str, form: Mapping[str, Iterable[str]] = NOTHING
) -> Looked:
    """Which running deadlines a change would move, at once or by a job if there are too many.

    For administrators; ``page`` and ``form`` as in ``begin_look``.
    """
    refuse_unless_administrator(viewer)
    if change.how_many() <= ON_A_PAGE:
        return Looked(plan(change), None)
    row = begin_look(viewer=viewer, change=change, page=page, form=form)
    return Looked(plan_of(row), row)


def looked_by(viewer: Viewer, look_id: int) -> Looked:
    """How far one of the viewer's own looks is; NotFound for any other."""
    row = look_by(viewer, look_id)
    return Looked(plan_of(row), row)


def lines_of(viewer: Viewer, most: Iterable[Moved]) -> list[Line]:
    """Deadlines that would move, by the names of what they are about, as far as one may see."""
    moved = list(most)
    names: dict[tuple[str, int], Named] = {}
    for about in {each.about for each in moved}:
        ids = [each.about_id for each in moved if each.about == about]
        names |= {(about, pk): name for pk, name in named(viewer, about, ids).items()}
    return [
        Line(names.get((each.about, each.about_id)), promise_called(each.about, each.key), each)
        for each in moved
    ]


@transaction.atomic
def begin_look(
    *, viewer: Viewer, change: Change, page: str, form: Mapping[str, Iterable[str]]
) -> Look:
    """Let the job look at a change; an earlier look of the same person from that page gives way.

    For administrators. ``form`` is what was typed on ``page``, to be found there again.
    """
    refuse_unless_administrator(viewer)
    own = {"account_id": viewer.account_id or 0, "page": page}
    Look.objects.filter(**own).delete()
    row = Look.objects.create(
        **own,
        form={name: list(values) for name, values in form.items() if name not in NEVER_KEPT},
        hours=change.hours,
        feasts=change.feasts,
        about=change.about,
        said=dict(change.said),
        total=change.how_many(),
    )
    bring_forward(LOOKS)
    return row


def go_on_looking() -> int:
    """Go on with all looks to their end; how many clocks were looked at."""
    Look.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
    return sum(_to_its_end(row) for row in Look.objects.filter(ended_at=None).order_by("pk"))


def plan_of(row: Look) -> HoursPlan:
    """What it has found so far."""
    most = [
        Moved(about, about_id, key, _moment(before), _moment(after))
        for about, about_id, key, before, after in row.most
    ]
    return HoursPlan(row.running, row.earlier, row.later, most)


def _to_its_end(row: Look) -> int:
    done = 0
    try:
        for reached, moves in Looking(_change_of(row)).batches(Reached(row.at_hours, row.after)):
            if not _noted(row, reached, plan_of(row).with_more(moves)):
                return done  # it is gone, or another process goes on with it
            done += len(moves)
            tell_how_far(row.running, max(row.running, row.total))
    except Refused as refusal:
        row.refused = in_one_line(refusal, "; ")
    Look.objects.filter(pk=row.pk).update(ended_at=timezone.now(), refused=row.refused)
    return done


def _noted(row: Look, reached: Reached, found: HoursPlan) -> bool:
    """Write down how far it is, unless somebody else has meanwhile."""
    here = Look.objects.filter(pk=row.pk, at_hours=row.at_hours, after=row.after)
    most = [[*each[:3], each.before.isoformat(), each.after.isoformat()] for each in found.most]
    values = {**reached._asdict(), **found._asdict(), "most": most}
    for name, value in values.items():
        setattr(row, name, value)
    return bool(here.update(**values))


def _change_of(row: Look) -> Change:
    hours = [HoursFacts(key, name, tuple(week), *rest) for key, name, week, *rest in row.hours]
    feasts = None if row.feasts is None else [Feast(*each) for each in row.feasts]
    return Change(hours, feasts, row.about, row.said)


def _moment(text: Any) -> datetime:
    return datetime.fromisoformat(str(text))

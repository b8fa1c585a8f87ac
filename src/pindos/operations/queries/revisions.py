"""What administrators have set, change by change, and what of it can be put back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Forbidden, NotFound
from pindos.kernel.events import plain
from pindos.kernel.models import Change, Event
from pindos.kernel.revisions import (
    Revisable,
    Values,
    revisable_by,
    revisable_events,
    revisables,
    the_only_one,
)
from pindos.operations.queries.audit import audit_for, reads_audit
from pindos.operations.queries.trail import Line, differences_of, in_words, lines_of

LATEST = 10  # events of one row on its page


@dataclass(frozen=True, slots=True)
class RevisedField:
    """One field of a change: what it was, what it became, what it is today, in words.

    ``stands``: it still is what the change made of it. ``is_back``: it is again what it was.
    """

    name: str
    label: str
    before: str
    after: str
    now: str
    was: Any
    stands: bool
    is_back: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """One change, with today's values beside its own."""

    line: Line
    kind: Revisable
    thing_id: int
    fields: list[RevisedField]
    called: str  # what people call the thing; empty where there is one of its kind, or none now

    @property
    def page(self) -> str:
        """Where the thing stands with its history, for who reads it; else empty."""
        return self.kind.page(self.thing_id) if self.kind.page and self.fields else ""

    @property
    def can_be_undone(self) -> bool:
        """Whether anything of it is not yet what it was before."""
        return any(not field.is_back for field in self.fields)

    @property
    def is_whole(self) -> bool:
        """Whether nobody has changed any of its fields since."""
        return all(field.stands for field in self.fields)


def revisions_for(viewer: Viewer, thing: str = "") -> QuerySet[Event]:
    """The changes of settings that the viewer may see, of all kinds or one, newest first."""
    return audit_for(viewer).filter(name__in=revisable_events(thing))


def revision_lines(viewer: Viewer, events: Iterable[Event]) -> list[tuple[Line, Revisable]]:
    """Changes in words, each thing called as people call it, with its kind."""
    rows = list(events)
    names: dict[str, str] = {}
    found = []
    for row, line in zip(rows, lines_of(rows), strict=True):
        kind = revisable_by(row.name)
        if kind is None:
            continue
        if row.subject not in names:
            names[row.subject] = _standing(viewer, kind, row)[1]
        about = "" if kind.called is the_only_one else names[row.subject] or line.about
        found.append((replace(line, about=about), kind))
    return found


def revision_by(viewer: Viewer, seq: int) -> Revision:
    """One change beside today, without fields where nothing can be put back; else NotFound."""
    event = _change(viewer, seq)
    kind = revisable_by(event.name)
    if kind is None:
        raise NotFound
    now, called = _standing(viewer, kind, event)
    today = {name: plain(value) for name, value in now.items()}
    [line] = lines_of([event])
    return Revision(line, kind, _thing_id(event), _fields(event, today), called)


def _standing(viewer: Viewer, kind: Revisable, event: Event) -> tuple[Values, str]:
    """The values of the thing today and what it is called; none of it where it may be read in the
    trail but is gone, or others put it back."""
    try:
        now = kind.now(viewer, _thing_id(event))
        return now, kind.called(viewer, _thing_id(event), now)
    except (Forbidden, NotFound):
        return {}, ""


def _thing_id(event: Event) -> int:
    return int(event.subject.partition(":")[2])


def history_of_thing(thing: str, pk: int) -> list[tuple[Line, bool]]:
    """The latest that became of one row, newest first, and whether each can be put back.

    For the page of the row, by whoever reads it there. That it did its work by itself is no
    change of it: the page shows that by what it made, and a year of it would hide all else.
    """
    events = Event.objects.filter(subject=f"{thing}:{pk}", seq__isnull=False)
    events = events.filter(
        Q(actor_id__isnull=False) | Exists(Change.objects.filter(event=OuterRef("pk")))
    )
    rows = list(events.order_by("-seq")[:LATEST])
    return [
        (line, revisable_by(row.name) is not None)
        for row, line in zip(rows, lines_of(rows), strict=True)
    ]


def _change(viewer: Viewer, seq: int) -> Event:
    """A change by the trail that the viewer reads, or of what stands on a page of theirs."""
    if viewer is HOUSE or reads_audit(viewer):
        event = revisions_for(viewer).filter(seq=seq).first()
        if event is not None:
            return event
    of_pages = [each for kind in revisables() if kind.page for each in kind.events]
    event = Event.objects.filter(seq=seq, name__in=of_pages).first()
    kind = revisable_by(event.name) if event else None
    if event is None or kind is None:
        raise NotFound
    kind.now(viewer, _thing_id(event))  # NotFound where it is not theirs
    return event


def _fields(event: Event, today: dict[str, Any]) -> list[RevisedField]:
    """The fields that can be put back: not erased, and there today."""
    changes = Change.objects.filter(event=event, field__in=today, salt__isnull=False)
    words = in_words(event, today)
    return [
        RevisedField(
            name=change.field,
            label=said.field,
            before=said.before,
            after=said.after,
            now=words[change.field],
            was=change.before,
            stands=today[change.field] == change.after,
            is_back=today[change.field] == change.before,
        )
        for change, said in differences_of(event, changes.order_by("field"))
    ]

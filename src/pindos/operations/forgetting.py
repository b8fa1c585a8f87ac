"""Putting a pseudonym in the place of one person, table by table; or only counting what would be.

Figures, tickets, legs and the chain of the trail stay: rows keep their ids, and the chain holds
salted digests only, so values and salts can go.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, QuerySet

from pindos.kernel.models import Change, Delivery, Event, Versioned
from pindos.kernel.personal import (
    Alias,
    End,
    Holding,
    Whom,
    holding_of,
    holdings,
    in_pieces,
    records_near,
)
from pindos.kernel.pseudonyms import Person, replaced, stands_in

TRAIL = "kernel.change"
EVENT = "kernel.event"
UNDONE = (Delivery.State.WAITING, Delivery.State.LEASED, Delivery.State.PARKED)
WITHOUT_EVENTS = "records."  # they emit none of their own


class Forgetting:
    """One person giving way to a pseudonym; with ``is_dry`` nothing is written.

    ``erased``, ``changed`` and ``found`` count rows, rows and mentions by table.
    """

    def __init__(self, whom: Whom, person: Person, alias: Alias, *, is_dry: bool) -> None:
        self.whom, self.person, self.alias, self.is_dry = whom, person, alias, is_dry
        self.erased: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.records = records_near(whom)
        self.own: list[str] = []  # what is about nobody else, as the trail names it
        self.near: list[str] = []

    def run(self) -> None:
        """All of it, inside the caller's transaction: the person's rows first, the trail last."""
        for holding in holdings():
            if holding.end is End.ERASED:
                self._erase(holding)
            elif holding.put is not None:
                self._put(holding)
        for holding in sorted(holdings(), key=lambda each: bool(each.subject)):
            if holding.texts or holding.afresh:
                self._rewrite(holding)
        self._trail()

    def _erase(self, holding: Holding) -> None:
        rows = holding.rows(self.whom)
        ids = list(rows.values_list("pk", flat=True))
        self.erased[holding.table] += len(ids)
        self.own += [f"{holding.table}:{pk}" for pk in ids]
        if self.is_dry:
            return
        for piece in in_pieces(ids):
            some = holding.model._default_manager.filter(pk__in=piece)
            holding.before(some)
            some.delete()

    def _put(self, holding: Holding) -> None:
        for row in holding.rows(self.whom):
            self.own.append(f"{holding.table}:{row.pk}")
            self.changed[holding.table] += 1
            if holding.put is not None:
                self._write(holding, row, dict(holding.put(row, self.alias)))

    def _rewrite(self, holding: Holding) -> None:
        """What names the person, in their rows and in those of their records."""
        own = set(holding.rows(self.whom).values_list("pk", flat=True))
        for row in self._visited(holding, sorted(own)):
            values, count = {}, 0
            for name in holding.texts:
                said = replaced(getattr(row, name), self.person, str(self.alias))
                if said.count:
                    values[name], count = _fitting(row, name, said.value), count + said.count
            if count:
                self.found[holding.table] += count
                self.changed[holding.table] += 1
            if values or (row.pk in own and holding.afresh):
                self._write(holding, row, values)

    def _visited(self, holding: Holding, own: list[int]) -> Iterator[Any]:
        """Each row once: the person's, and those that belong to their records."""
        seen: set[int] = set()
        for rows in self._sets(holding, own):
            for row in rows.order_by("pk").iterator(chunk_size=500):
                if row.pk not in seen:
                    seen.add(row.pk)
                    self._note_near(holding, row)
                    yield row

    def _sets(self, holding: Holding, own: list[int]) -> Iterator[QuerySet[Any]]:
        every = holding.model._default_manager.all()
        for piece in in_pieces(own):
            yield every.filter(pk__in=piece)
        if holding.record:
            for piece in in_pieces(self.records):
                yield every.filter(**{f"{holding.record}__in": piece})
        if holding.subject:
            for names in _pieces(self.near):
                yield every.filter(**{f"{holding.subject}__in": names})

    def _note_near(self, holding: Holding, row: Model) -> None:
        if not holding.table.startswith(WITHOUT_EVENTS):
            self.near.append(f"{holding.table}:{row.pk}")

    def _write(self, holding: Holding, row: Any, values: dict[str, Any]) -> None:
        if self.is_dry:
            return
        if isinstance(row, Versioned) and values:
            row.touch(values)
            values |= {"version": row.version, "touched": row.touched}
        rows = holding.model._default_manager.filter(pk=row.pk)
        if values:
            rows.update(**values)
        if holding.afresh:
            rows.update(**holding.afresh(rows.get()))

    def _trail(self) -> None:
        """Values that are the person's or name them go with their salts; the chain still holds."""
        sealed = Event.objects.filter(seq__isnull=False)
        for names in _pieces(self.own):
            self._forget_changes(Change.objects.filter(event__subject__in=names), is_own=True)
            self._forget_events(sealed.filter(subject__in=names), is_own=True)
        for names in _pieces(self.near):
            self._forget_changes(Change.objects.filter(event__subject__in=names), is_own=False)
            self._forget_events(sealed.filter(subject__in=names), is_own=False)
        done = sealed.filter(actor_id__in=self.whom.account_ids)
        self._forget_events(done.filter(address__isnull=False), is_own=True)

    def _forget_changes(self, changes: QuerySet[Change], *, is_own: bool) -> None:
        held = changes.filter(salt__isnull=False, event__seq__isnull=False)
        rows = held.values_list("pk", "before", "after").iterator(chunk_size=1000)
        ids = [pk for pk, *both in rows if is_own or stands_in(both, self.person)]
        self.changed[TRAIL] += len(ids)
        for piece in [] if self.is_dry else in_pieces(ids):
            Change.objects.filter(pk__in=piece).update(before=None, after=None, salt=None)

    def _forget_events(self, events: QuerySet[Event], *, is_own: bool) -> None:
        """What an event said and from where; one that is still to be carried somewhere stays."""
        held = events.filter(salt__isnull=False).exclude(deliveries__state__in=UNDONE)
        rows = held.values_list("pk", "payload").iterator(chunk_size=1000)
        ids = [pk for pk, said in rows if is_own or stands_in(said, self.person)]
        self.changed[EVENT] += len(ids)
        for piece in [] if self.is_dry else in_pieces(ids):
            Event.objects.filter(pk__in=piece).update(payload=None, address=None, salt=None)


def label_of(table: str) -> str:
    """What a table is called to people."""
    holding = holding_of(table)
    return str(holding.label) if holding else table


def _fitting(row: Model, name: str, value: Any) -> Any:
    """A text no longer than its column."""
    most = getattr(row._meta.get_field(name), "max_length", None)
    return value[:most] if most and isinstance(value, str) else value


def _pieces(names: Iterable[str], size: int = 400) -> Iterator[list[str]]:
    every = list(dict.fromkeys(names))
    for at in range(0, len(every), size):
        yield every[at : at + size]

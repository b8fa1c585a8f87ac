"""Events between contexts: said once, in the same transaction, told later to whoever asked."""

from collections.abc import Callable, Mapping, Sequence
from secrets import token_hex
from typing import Any, ClassVar, NamedTuple, TypeVar

from django.db import models, transaction
from django.utils import timezone
from pydantic import BaseModel, ConfigDict
from pydantic_core import to_jsonable_python

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.inserting import insert, insert_all
from pindos.kernel.joining import Also, Groups, Lines, insert_with
from pindos.kernel.models import Change, Delivery, Event
from pindos.kernel.origin import origin
from pindos.kernel.rows import new
from pindos.kernel.terms import Audience

Changes = Mapping[str, tuple[Any, Any]]
NO_CHANGES: Changes = {}
CHANGED = ("field", "before", "after", "salt")  # columns of a change, beside its event
QUEUED = ("reaction", "state", "attempts", "next_try_at", "last_error")
PLAIN = (str, int, bool)  # types whose values JSON holds as they are
WAITING = str(Delivery.State.WAITING)


class DomainEvent(BaseModel):
    """A fact in the past tense: ids and plain values only, never a model."""

    model_config = ConfigDict(frozen=True)
    audience: ClassVar[Audience] = Audience.INTERNAL

    @classmethod
    def event_name(cls) -> str:
        """The context's name and the class's: monitoring.IncidentOpened."""
        path = cls.__module__.split(".")
        at = path.index("events") if "events" in path else -1
        return f"{path[at - 1]}.{cls.__name__}"


E = TypeVar("E", bound=DomainEvent)
Reaction = Callable[[E], object]


class Subscription(NamedTuple):
    """Which function hears which event."""

    event: type[DomainEvent]
    function: Reaction[Any]


_subscriptions: dict[str, Subscription] = {}
_heard_by: dict[type[DomainEvent], list[str]] = {}
_at_once: dict[type[DomainEvent], list[Reaction[Any]]] = {}


def feed_events() -> list[str]:
    """The names of all events that a feed may ever show, in order: what programs can ask for."""
    found, left = set(), [DomainEvent]
    while left:
        kinds = left.pop().__subclasses__()
        left += kinds
        found |= {
            kind.event_name()
            for kind in kinds
            if kind.audience is Audience.FEED
            and not kind.__subclasses__()
            and kind.__module__.startswith("pindos.")
        }
    return sorted(found)


def plain(value: Any) -> Any:
    """The value as JSON can hold it: dates as ISO 8601, a row as its key."""
    if value is None or type(value) in PLAIN:
        return value
    return value.pk if isinstance(value, models.Model) else to_jsonable_python(value, fallback=str)


def on(event: type[E], *, name: str) -> Callable[[Reaction[E]], Reaction[E]]:
    """Subscribe a function by a name that outlives its module; it may run twice for one event."""

    def register(function: Reaction[E]) -> Reaction[E]:
        if name in _subscriptions:
            raise RuntimeError(f"two reactions are called {name!r}")
        _subscriptions[name] = Subscription(event, function)
        _heard_by.setdefault(event, []).append(name)
        return function

    return register


def at_once(event: type[E]) -> Callable[[Reaction[E]], Reaction[E]]:
    """Let a function act in the transaction of the fact: only for what must never lag behind it.

    Whatever it refuses undoes the fact; it is called when all of the fact is written.
    """

    def register(function: Reaction[E]) -> Reaction[E]:
        _at_once.setdefault(event, []).append(function)
        return function

    return register


def reactions_to(event: type[DomainEvent]) -> list[str]:
    """The names of all that hear of such an event."""
    return _heard_by.get(event, [])


def subscription(name: str) -> Subscription | None:
    """The reaction of this name, if the house still has it."""
    return _subscriptions.get(name)


def reactions() -> list[str]:
    """The names of all reactions that this version has."""
    return list(_subscriptions)


def emit(
    event: DomainEvent,
    *,
    about: models.Model,
    unit_id: int | None,
    by: Viewer = HOUSE,
    capacity: str = "",
    other_unit_id: int | None = None,
    changes: Changes = NO_CHANGES,
    beside: Groups = (),
    also: Also = (),
) -> None:
    """Write the fact down in the transaction that made it so.

    ``by`` is who did it and ``capacity`` the role that gave the right; ``unit_id`` is whose
    affair it is and ``other_unit_id`` the unit that has the work by referral. ``changes`` maps
    each field to (before, after); a field whose two values are the same is left out.
    ``beside`` are new rows of the same act, which go in with it, ``also`` what it writes on rows
    that were there (``kernel.updating.updated``).
    """
    _refuse_outside()
    _write(Said(event, about, unit_id, changes, other_unit_id), by, capacity, beside, also)
    _tell_at_once(event)


class Said(NamedTuple):
    """One of several facts that come out of one act."""

    event: DomainEvent
    about: models.Model
    unit_id: int | None
    changes: Changes = NO_CHANGES
    other_unit_id: int | None = None


def emit_all(facts: Sequence[Said], *, by: Viewer = HOUSE, capacity: str = "") -> None:
    """Write many facts down at once."""
    _refuse_outside()
    if len(facts) == 1:
        _write(facts[0], by, capacity)
    else:
        _write_all(facts, by, capacity)
    for fact in facts:
        _tell_at_once(fact.event)


def _refuse_outside() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("emit() outside a transaction: the fact could be lost")


def _tell_at_once(event: DomainEvent) -> None:
    for function in _at_once.get(type(event), ()):
        function(event)


def _write(fact: Said, by: Viewer, capacity: str, beside: Groups = (), also: Also = ()) -> None:
    """One fact: on PostgreSQL one journey."""
    now = timezone.now()
    insert_with(
        _row(fact, by, capacity),
        Lines(Change, "event_id", CHANGED, _changed(fact)),
        Lines(
            Delivery,
            "event_id",
            QUEUED,
            [(name, WAITING, 0, now, "") for name in reactions_to(type(fact.event))],
        ),
        beside=beside,
        also=also,
    )


def _changed(fact: Said) -> list[tuple[Any, ...]]:
    return [
        (field, plain(before), plain(after), token_hex())
        for field, (before, after) in fact.changes.items()
        if before != after
    ]


def _write_all(facts: Sequence[Said], by: Viewer, capacity: str) -> None:
    """Many facts: three statements for each few hundred of them, or two."""
    pairs = list(zip(insert([_row(fact, by, capacity) for fact in facts]), facts, strict=True))
    insert_all(
        [
            Change(event_id=row.pk, field=field, before=before, after=after, salt=salt)
            for row, fact in pairs
            for field, before, after, salt in _changed(fact)
        ],
        [
            Delivery(event_id=row.pk, reaction=name)
            for row, fact in pairs
            for name in reactions_to(type(fact.event))
        ],
    )


def _row(fact: Said, by: Viewer, capacity: str) -> Event:
    return new(
        Event,
        name=fact.event.event_name(),
        subject=f"{fact.about._meta.label_lower}:{fact.about.pk}",
        unit_id=fact.unit_id,
        other_unit_id=fact.other_unit_id,
        audience=fact.event.audience,
        actor_id=by.account_id,
        capacity=capacity,
        door=origin().door,
        address=origin().address,
        payload=fact.event.model_dump(mode="json"),
    )

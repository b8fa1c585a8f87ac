"""The lists of operations: the audit trail, parked deliveries, the timetable."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.identity.queries import account_kind
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.filtering import (
    Choice,
    Column,
    Condition,
    Listing,
    Mode,
    Moment,
    Node,
    Number,
    Op,
    Option,
    Text,
    YesNo,
    joined,
    register,
)
from pindos.kernel.filtering.kinds import Ask, Kind
from pindos.kernel.models import Change
from pindos.operations.queries import audit_for, lines_of, parked_for, people_called, reads_audit
from pindos.operations.queries.audit import by_or_about, subject_named
from pindos.operations.queries.health import timetable_for
from pindos.operations.terms import Asked
from pindos.operations.wording import EVENTS, event_words, job_words
from pindos.organisation.queries import administration_held, unit_kind
from pindos.organisation.terms import Role


@dataclass(frozen=True)
class ByOrAbout(Kind):
    """What a person did, and what was done to them and their accounts."""

    name: ClassVar[str] = "named"
    operators: tuple[Op, ...] = (Op.EQ, Op.NE)

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """The events of whoever is called so."""
        return by_or_about(people_called(ask.viewer, values[0]))


@dataclass(frozen=True)
class Subject(Kind):
    """What an event is about: a ticket by its number, or a kind of thing and its id."""

    name: ClassVar[str] = "named"
    operators: tuple[Op, ...] = (Op.EQ, Op.NE)

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """The events of that thing; refuses the number of a ticket that is not theirs."""
        return Q(subject=subject_named(ask.viewer, values[0]))


@dataclass(frozen=True)
class Changed(Kind):
    """What was before and after; it is asked for the name of a field."""

    name: ClassVar[str] = "text"
    operators: tuple[Op, ...] = (Op.EQ, Op.NE)

    def condition(self, path: str, op: Op, values: tuple[str, ...], ask: Ask) -> Q:
        """The events in which that field became another."""
        return Q(pk__in=Change.objects.filter(field=values[0]).values("event"))


def _events(viewer: Viewer) -> list[Option]:
    return [Option(name, words, (name,)) for name, words in EVENTS.items()]


def runs_the_house(viewer: Viewer) -> bool:
    """Whether somebody administers a whole administration."""
    return viewer is HOUSE or administration_held(viewer, Role.ADMINISTRATOR) is not None


def _in_words(rows: list[Any]) -> None:
    for row, line in zip(rows, lines_of(rows), strict=True):
        row.line = line


def _changes(row: Any) -> str:
    return "; ".join(
        f"{each.field}: {each.before} → {each.after}" for each in row.line.differences
    )


def _fails(viewer: Viewer, now: datetime) -> Q:
    return ~Q(last_error="")


def node_of(asked: Asked) -> Node:
    """What the fields above the trail ask, as the filter that says the same."""
    is_whole = "." in asked.kind
    said = {
        "person": ("person", Op.EQ, asked.person),
        "subject": ("about", Op.EQ, asked.subject),
        "unit": ("unit", Op.EQ, asked.unit),
        "kind": ("name", Op.EQ, asked.kind) if is_whole else ("name", Op.STARTS, f"{asked.kind}."),
        "since": ("at", Op.GE, str(asked.since)),
        "until": ("at", Op.LE, str(asked.until)),
    }
    given = [each for name, each in said.items() if getattr(asked, name)]
    return joined(Mode.ALL, [Condition(key, op, (value,)) for key, op, value in given])


AUDIT = register(
    Listing(
        key="audit",
        label=_("Audit trail"),
        columns=(
            Column("seq", _("Number"), Number(), "seq", ("seq",)),
            Column("at", _("When"), Moment(), "at", ("at", "seq")),
            Column("act", _("Act"), Choice(_events), "name", ("name",), lambda row: row.line.did),
            Column("name", _("Name of the event"), Text(), "name", ("name",)),
            Column("who", _("Who"), account_kind(), "actor_id", get=lambda row: row.line.who),
            Column("person", _("By or about a person"), ByOrAbout(), is_shown=False),
            Column(
                "capacity",
                _("Capacity"),
                Text(),
                "capacity",
                ("capacity",),
                lambda row: row.line.capacity,
            ),
            Column("about", _("About"), Subject(), get=lambda row: row.line.about),
            Column(
                "unit",
                _("Unit"),
                unit_kind(lambda ids: Q(unit_id__in=ids) | Q(other_unit_id__in=ids)),
                get=lambda row: row.line.unit,
            ),
            Column("door", _("Door"), Text(), "door", ("door",), lambda row: row.line.door),
            Column("address", pgettext_lazy("IP", "Address"), Text(), "address", ("address",)),
            Column("changes", _("Before and after"), Changed(), get=_changes),
        ),
        rows=audit_for,
        order=("-seq",),
        page="operations:audit-list",
        shown=("act", "who", "changes", "at"),
        is_open_to=reads_audit,
        dress=_in_words,
        is_guarded=True,
    )
)

DELIVERIES = register(
    Listing(
        key="deliveries",
        label=_("Parked deliveries"),
        columns=(
            Column(
                "act",
                _("Act"),
                Choice(_events),
                "event__name",
                ("event__name",),
                lambda row: event_words(row.event.name),
            ),
            Column("about", _("About"), Text(), "event__subject", ("event__subject",)),
            Column("at", _("When"), Moment(), "event__at", ("event__at",)),
            Column("reaction", _("Reaction"), Text(is_small=True), "reaction", ("reaction",)),
            Column("error", _("Last error"), Text(is_small=True), "last_error"),
            Column("tries", _("Tries"), Number(), "attempts", ("attempts",)),
        ),
        rows=parked_for,
        order=("id",),
        page="operations:delivery-list",
        shown=("act", "reaction", "error"),
        is_open_to=runs_the_house,
        related=("event",),
        is_guarded=True,
    )
)

JOBS = register(
    Listing(
        key="jobs",
        label=_("Timetable"),
        columns=(
            Column("job", _("Job"), Text(is_small=True), "name", ("name",)),
            Column("what", _("What it does"), Text(), "name", get=lambda row: job_words(row.name)),
            Column("ok", _("Last success"), Moment(), "last_ok_at", ("last_ok_at",)),
            Column("done", _("Work done"), Number(), "last_count", ("last_count",)),
            Column("next", _("Next run"), Moment(), "next_run_at", ("next_run_at",)),
            Column("every", _("Every … seconds"), Number(), "every", ("every",)),
            Column("fails", _("Fails"), YesNo(_fails), get=lambda row: bool(row.last_error)),
            Column("error", _("Last error"), Text(is_small=True), "last_error"),
        ),
        rows=timetable_for,
        order=("name",),
        page="operations:job-list",
        shown=("job", "ok", "done", "next", "every"),
        is_open_to=runs_the_house,
        is_guarded=True,
    )
)

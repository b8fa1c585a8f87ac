"""One act of one person on one problem: its right, its row, its line in the file, its event."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.events import Changes, emit
from pindos.kernel.ids import possible_id
from pindos.kernel.text import fold
from pindos.kernel.versions import refuse_touched, write
from pindos.organisation.queries import person_facts, unit_facts
from pindos.organisation.rights import capacity_in
from pindos.problems.events import ProblemEvent
from pindos.problems.models import Problem
from pindos.problems.queries import readable_by
from pindos.problems.rules import INSTEAD, is_published, missing_for, next_state
from pindos.problems.terms import Act, State, Step
from pindos.records.commands import add_entry
from pindos.records.terms import NO_ONE, Author, EntryKind, Held

Files = Sequence["UploadedFile[bytes] | Held"]
NOTHING: Mapping[str, Any] = {}


class Turn:
    """An act that has begun: the problem's row is held until the transaction ends.

    Refuses a problem that the viewer does not see (NotFound); with ``is_owners`` also one whose
    unit is not theirs to work for (Forbidden).
    """

    def __init__(
        self, viewer: Viewer, problem_id: int, act: Act, *, is_owners: bool = True
    ) -> None:
        rows = readable_by(viewer).select_for_update(of=("self",))
        problem = rows.filter(pk=possible_id(problem_id)).first()
        if problem is None:
            raise NotFound
        self.viewer, self.problem, self.act = viewer, problem, act
        self.now = timezone.now()
        self.capacity = capacity_in(viewer, problem.unit_id)
        if is_owners and not self.capacity:
            raise Forbidden(
                _("Only those who work in the unit that owns the problem can do this.")
            )

    @property
    def was_known(self) -> bool:
        """Whether it has become a known error, and nobody took that back."""
        return self.problem.known_at is not None

    def go(self, version: int | None = None) -> State:
        """The state that the act leads to; refuses the wrong moment."""
        after = next_state(self.act, self.problem.state, was_known=self.was_known)
        if after is None:
            if version is not None:
                refuse_touched(self.problem, ["state"], version)
            raise Refused(INSTEAD[State(self.problem.state)])
        return after

    def save(self, values: Mapping[str, Any]) -> Changes:
        """Write what differs as one new version; refuses what may not stand there (Invalid)."""
        problem = self.problem
        now = {name: getattr(problem, name) for name in ("cause", "workaround", "fix", "state")}
        then = {**now, **{name: value for name, value in values.items() if name in now}}
        known = values.get("known_at", problem.known_at) is not None
        is_known = is_published(then["state"], was_known=known)
        if missing := missing_for(is_known=is_known, **then):
            raise Invalid(missing)
        changes = write(problem, values)
        if changes:
            problem.search_text = searchable(problem)
            problem.save(update_fields=["search_text"])
        return {name.removesuffix("_id"): pair for name, pair in changes.items()}

    def step(self, step: Step, **facts: object) -> int:
        """A line of the timeline that says what happened; its id."""
        return add_step(self.problem, author_for(self.viewer, self.problem), step, facts)

    def say(
        self, event: type[ProblemEvent], entry_id: int, changes: Changes, **facts: object
    ) -> Problem:
        """Emit the event that says so, with every field before and after."""
        say(event, self.problem, self.viewer, self.capacity, entry_id, changes, facts)
        return self.problem


def say(
    event: type[ProblemEvent],
    problem: Problem,
    by: Viewer,
    capacity: str,
    entry_id: int,
    changes: Changes,
    facts: Mapping[str, Any] = NOTHING,
) -> None:
    """Emit an event of a problem."""
    said = event.model_validate(
        {
            "problem_id": problem.pk,
            "number": problem.number,
            "unit_id": problem.unit_id,
            "entry_id": entry_id,
            "by_person_id": by.person_id,
            **facts,
        }
    )
    units = {facts.get("from_unit_id"), facts.get("to_unit_id")} - {None, problem.unit_id}
    emit(
        said,
        about=problem,
        unit_id=problem.unit_id,
        other_unit_id=next(iter(units), None),
        by=by,
        capacity=capacity,
        changes={"entry": (None, entry_id), **changes},
    )


def add_step(problem: Problem, author: Author, step: Step, facts: Mapping[str, Any]) -> int:
    """A line of the timeline, for the units only; its id."""
    entry = add_entry(
        record_id=problem.record_id,
        kind=EntryKind.STEP,
        author=author,
        is_internal=True,
        step=step,
        facts=facts,
    )
    return entry.pk


def author_for(viewer: Viewer, problem: Problem) -> Author:
    """Whoever acts, as the timeline keeps them: with the unit for which they speak.

    Names are kept in Greek: they are read by everybody, whatever the writer's language is.
    """
    if viewer.person_id is None:
        return NO_ONE
    person = person_facts(viewer.person_id)
    if not capacity_in(viewer, problem.unit_id):
        return Author(person.id, person.name, person.service)
    with override("el"):
        return Author(person.id, person.name, unit_facts(problem.unit_id).name)


def searchable(problem: Problem) -> str:
    """The words by which it is looked for, folded: only those that every desk may read."""
    said = (problem.number, problem.title, problem.cause, problem.workaround)
    return fold(" ".join(each or "" for each in said))

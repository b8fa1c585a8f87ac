"""A problem begins: from nothing, from one ticket or from several."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid
from pindos.organisation.queries import unit_named
from pindos.organisation.rights import IN_OWN_UNIT, capacity_in, units_worked_by
from pindos.problems.commands.turn import Files, add_step, author_for, say, searchable
from pindos.problems.commands.words import read
from pindos.problems.events import ProblemOpened
from pindos.problems.models import Incident, Problem
from pindos.problems.queries import tickets_named
from pindos.problems.terms import ABOUT, SERIES, State, Step
from pindos.records.commands import add_entry, give_number, open_record
from pindos.records.terms import Author, EntryKind
from pindos.servicedesk.commands import tell_tie
from pindos.servicedesk.terms import Impact, Priority

NEW = {
    "description": "",
    "assignee": None,
    "impact": Impact.UNIT.value,
    "priority": Priority.NORMAL.value,
    "category": "",
    "cause": "",
    "workaround": "",
    "is_public": False,
    "fix": "",
}


@transaction.atomic
def open_problem(
    *,
    viewer: Viewer,
    title: str,
    unit: str = "",
    tickets: Iterable[int | str] = (),
    files: Files = (),
    **given: Any,
) -> Problem:
    """Look for the cause of something; the tickets that it explains are linked at once.

    ``unit`` owns it: by its key, else the one that has the first ticket, else the viewer's own.
    Refuses what cannot be used (Invalid), and whoever works in no unit (Forbidden).
    """
    if not units_worked_by(viewer):
        raise Forbidden(_("Only those who work at the desk open problems."))
    found = tickets_named(viewer, tickets)
    unit_id = _owner(viewer, unit, [row.unit_id for row in found])
    values = read(viewer, unit_id, {**NEW, "title": title, **given}, None)
    now = timezone.now()
    record = open_record(about=ABOUT)
    problem = Problem(
        record=record,
        unit_id=unit_id,
        state=State.OPENED,
        opened_at=now,
        state_since=now,
        **values,
    )
    ids = [row.pk for row in found]
    entry_id = _first_entries(problem, author_for(viewer, problem), ids, files)
    # From here to the end of the transaction all others who open one wait.
    problem.number = give_number(
        record_id=record.pk, prefecture_key=SERIES, on=timezone.localdate(now)
    )
    problem.search_text = searchable(problem)
    problem.save(force_insert=True)
    Incident.objects.bulk_create([Incident(problem=problem, ticket_id=pk, at=now) for pk in ids])
    tell_tie(author_for(viewer, problem), ids, ABOUT, problem.pk, is_new=True)
    changes = {name.removesuffix("_id"): (None, value) for name, value in values.items()}
    changes |= {f"incident.{pk}": (None, pk) for pk in ids}
    changes |= {"number": (None, problem.number), "unit": (None, unit_id)}
    capacity = capacity_in(viewer, unit_id)
    say(ProblemOpened, problem, viewer, capacity, entry_id, changes, {"tickets": len(ids)})
    return problem


def _first_entries(problem: Problem, author: Author, ids: list[int], files: Files) -> int:
    """That it was opened, with which tickets and files; the id of the first line."""
    entry_id = add_step(problem, author, Step.OPENED, {})
    if ids:
        add_step(problem, author, Step.LINKED, {"tickets": ids})
    if files:
        add_entry(
            record_id=problem.record_id,
            kind=EntryKind.NOTE,
            author=author,
            is_internal=True,
            files=files,
        )
    return entry_id


def _owner(viewer: Viewer, unit: str, of_tickets: list[int]) -> int:
    """The unit that owns it; refuses one for which the viewer does not work."""
    if unit.strip():
        chosen = unit_named(unit).id
        if not capacity_in(viewer, chosen):
            raise Invalid({"unit": _("You do not work in this unit. Choose one of yours.")})
        return chosen
    nearest = sorted(viewer.posts_as(*IN_OWN_UNIT))
    above = sorted(post.unit_id for post in viewer.posts)
    for unit_id in (*of_tickets, *nearest, *above):
        if capacity_in(viewer, unit_id):
            return unit_id
    raise Invalid({"unit": _("Choose the unit that owns the problem.")})

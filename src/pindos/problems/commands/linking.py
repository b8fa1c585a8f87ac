"""The incidents behind which a problem stands: linked by those who see both."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden
from pindos.organisation.rights import units_worked_by
from pindos.problems.commands.turn import Turn, author_for
from pindos.problems.events import ProblemEvent, ProblemLinked, ProblemUnlinked
from pindos.problems.models import Incident, Problem
from pindos.problems.queries import tickets_named
from pindos.problems.terms import ABOUT, Act, Step
from pindos.servicedesk.commands import tell_tie


@transaction.atomic
def link_problem(
    *,
    viewer: Viewer,
    problem_id: int,
    tickets: Iterable[int | str],
    version: int | None = None,
) -> Problem:
    """Say that the problem stands behind these tickets; linking twice changes nothing.

    Whoever works for its unit links whatever they read in full; to a known error everybody links
    the tickets on which they work.
    """
    turn, ids = _asked(viewer, problem_id, tickets, Act.LINK, version)
    known = set(_linked(turn, ids))
    new = [pk for pk in ids if pk not in known]
    if not new:
        return turn.problem
    Incident.objects.bulk_create(
        [Incident(problem=turn.problem, ticket_id=pk, at=turn.now) for pk in new]
    )
    changes = {f"incident.{pk}": (None, pk) for pk in new}
    return _say(turn, Step.LINKED, ProblemLinked, new, changes)


@transaction.atomic
def unlink_problem(
    *,
    viewer: Viewer,
    problem_id: int,
    tickets: Iterable[int | str],
    version: int | None = None,
) -> Problem:
    """Say that it does not stand behind these tickets; what is not linked stays so."""
    turn, ids = _asked(viewer, problem_id, tickets, Act.UNLINK, version)
    known = _linked(turn, ids)
    if not known:
        return turn.problem
    Incident.objects.filter(problem=turn.problem, ticket__in=known).delete()
    changes = {f"incident.{pk}": (pk, None) for pk in known}
    return _say(turn, Step.UNLINKED, ProblemUnlinked, known, changes)


def _asked(
    viewer: Viewer,
    problem_id: int,
    tickets: Iterable[int | str],
    act: Act,
    version: int | None,
) -> tuple[Turn, list[int]]:
    """The problem, held, and the tickets that are meant."""
    turn = Turn(viewer, problem_id, act, is_owners=False)
    turn.go(version)
    found = tickets_named(viewer, tickets)
    own = units_worked_by(viewer)
    if not turn.capacity and not all({row.unit_id, row.with_unit_id} & own for row in found):
        raise Forbidden(_("You link tickets of your own unit only to a problem of another one."))
    if not turn.capacity and not own:
        raise Forbidden(_("Only those who work in the unit that owns the problem can do this."))
    return turn, [row.pk for row in found]


def _linked(turn: Turn, ids: list[int]) -> list[int]:
    rows = Incident.objects.filter(problem=turn.problem, ticket__in=ids).order_by("ticket")
    return list(rows.values_list("ticket_id", flat=True))


def _say(
    turn: Turn, step: Step, event: type[ProblemEvent], ids: list[int], changes: dict[str, Any]
) -> Problem:
    is_new = step is Step.LINKED
    by = author_for(turn.viewer, turn.problem)
    tell_tie(by, ids, ABOUT, turn.problem.pk, is_new=is_new)
    entry_id = turn.step(step, tickets=ids)
    return turn.say(event, entry_id, changes, tickets=len(ids))

"""Handing a problem to another unit: offered with a reason, accepted, declined or recalled."""

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid, Refused
from pindos.kernel.events import Changes
from pindos.organisation.queries import unit_facts, unit_named, units_that_support
from pindos.organisation.rights import capacity_in
from pindos.problems.commands.turn import Turn
from pindos.problems.events import (
    ProblemAccepted,
    ProblemDeclined,
    ProblemOffered,
    ProblemOfferEvent,
    ProblemRecalled,
)
from pindos.problems.models import Offer, Problem
from pindos.problems.queries import open_offer
from pindos.problems.terms import TEXT_LENGTH, Act, Outcome, Step
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.terms import LEAST_SAID


@transaction.atomic
def offer_problem(
    *, viewer: Viewer, problem_id: int, unit: str, reason: str, version: int | None = None
) -> Problem:
    """Ask another unit of the administration to look for the cause, and say why it should.

    Until it accepts, the problem stays where it is; the other unit reads it in full from now on.
    Refuses a second offer while one is open, and a unit that supports nobody (Invalid).
    """
    reason = _said(reason, least=LEAST_SAID)
    turn = Turn(viewer, problem_id, Act.OFFER)
    turn.go(version)
    problem = turn.problem
    to = unit_named(unit)
    if to.id == problem.unit_id:
        raise Invalid({"unit": _("This unit owns the problem already. Choose another one.")})
    own = unit_facts(problem.unit_id)
    if to.id not in {each.id for each in units_that_support(own.administration_id)}:
        raise Invalid({"unit": _("Choose a department that supports users.")})
    if (known := open_offer(problem)) is not None:
        words = _("It is offered to «%(unit)s» already. Recall that first.")
        raise Refused(words % {"unit": unit_facts(known.unit_id).name})
    row = Offer.objects.create(
        problem=problem,
        from_unit_id=problem.unit_id,
        unit_id=to.id,
        reason=reason,
        asked_by_id=viewer.person_id,
        asked_at=turn.now,
    )
    entry_id = turn.step(Step.OFFERED, unit=to.id, reason=reason)
    return _say(turn, ProblemOffered, row, entry_id, {f"offer.{row.pk}": (None, "asked")})


@transaction.atomic
def accept_problem(*, viewer: Viewer, problem_id: int, version: int | None = None) -> Problem:
    """Own it from now on, for the unit to which it was offered; nobody looks for it yet."""
    turn, row = _offered(viewer, problem_id, Act.ACCEPT, version)
    changes = turn.save({"unit_id": row.unit_id, "assignee_id": None})
    turn.problem.refresh_from_db()
    entry_id = turn.step(Step.ACCEPTED, unit=row.unit_id)
    return _end(turn, row, Outcome.ACCEPTED, "", ProblemAccepted, entry_id, changes)


@transaction.atomic
def decline_problem(
    *, viewer: Viewer, problem_id: int, reason: str, version: int | None = None
) -> Problem:
    """Leave it where it is, for the unit to which it was offered, and say why."""
    reason = _said(reason, least=LEAST_SAID)
    turn, row = _offered(viewer, problem_id, Act.DECLINE, version)
    entry_id = turn.step(Step.DECLINED, unit=row.unit_id, reason=reason)
    return _end(turn, row, Outcome.DECLINED, reason, ProblemDeclined, entry_id, {})


@transaction.atomic
def recall_problem(
    *, viewer: Viewer, problem_id: int, reason: str = "", version: int | None = None
) -> Problem:
    """Keep it after all, while the other unit has not answered."""
    reason = _said(reason, least=0)
    turn = Turn(viewer, problem_id, Act.RECALL)
    turn.go(version)
    row = _open(turn)
    entry_id = turn.step(Step.RECALLED, unit=row.unit_id, reason=reason)
    return _end(turn, row, Outcome.RECALLED, reason, ProblemRecalled, entry_id, {})


def recall_with(turn: Turn) -> None:
    """End what is offered, because the problem itself is over; nobody needs to answer."""
    row = open_offer(turn.problem)
    if row is not None:
        entry_id = turn.step(Step.RECALLED, unit=row.unit_id)
        _end(turn, row, Outcome.RECALLED, "", ProblemRecalled, entry_id, {})


def _said(reason: str, *, least: int) -> str:
    sent = Sent()
    words = sent.text("reason", reason, least=least, most=TEXT_LENGTH)
    sent.check()
    return words


def _offered(viewer: Viewer, problem_id: int, act: Act, version: int | None) -> tuple[Turn, Offer]:
    """The act of the unit to which it is offered; refuses all others (Forbidden)."""
    turn = Turn(viewer, problem_id, act, is_owners=False)
    row = _open(turn)
    turn.capacity = capacity_in(viewer, row.unit_id)
    if not turn.capacity:
        raise Forbidden(_("Only those who work in the unit to which it is offered answer this."))
    turn.go(version)
    return turn, row


def _open(turn: Turn) -> Offer:
    row = open_offer(turn.problem)
    if row is None:
        raise Refused(_("The problem is not offered to another unit now."))
    return row


def _end(
    turn: Turn,
    row: Offer,
    outcome: Outcome,
    answer: str,
    event: type[ProblemOfferEvent],
    entry_id: int,
    changes: Changes,
) -> Problem:
    row.outcome, row.answer, row.ended_at = outcome.value, answer, turn.now
    row.answered_by_id = turn.viewer.person_id
    row.save()
    changes = {**changes, f"offer.{row.pk}": ("asked", outcome.value)}
    return _say(turn, event, row, entry_id, changes)


def _say(
    turn: Turn, event: type[ProblemOfferEvent], row: Offer, entry_id: int, changes: Changes
) -> Problem:
    return turn.say(
        event, entry_id, changes, from_unit_id=row.from_unit_id, to_unit_id=row.unit_id
    )

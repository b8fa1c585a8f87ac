"""The approval that a category demands: a head is asked by itself, before anybody begins."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from pindos.kernel.access import Viewer
from pindos.organisation.queries import UnitFacts, headed_units, heads_of, posts_of
from pindos.records.commands import add_entry
from pindos.records.terms import EntryKind
from pindos.servicedesk.commands.filling import Filled
from pindos.servicedesk.commands.finding import keep_found
from pindos.servicedesk.commands.turn import author_for, say
from pindos.servicedesk.events import ApprovalAsked
from pindos.servicedesk.models import Approval, Ticket
from pindos.servicedesk.terms import Step


class Demand(NamedTuple):
    """Whose head is asked (None: the register names nobody), in place of whose that has none."""

    unit_id: int | None
    in_place_of: int | None
    category_id: int
    category: str


def demanded(form: Filled | None, requester_id: int | None, unit_id: int) -> Demand | None:
    """What a category demands of a ticket; None when it demands nothing, and no query then.

    Asked is the nearest unit of the requester that has a head other than the requester. Where none
    has one, the head above the unit that answers is asked: of the Directorate.
    """
    if form is None or not form.category.content.needs_approval:
        return None
    posts = posts_of(requester_id) if requester_id else set()
    headed = headed_units(posts) if posts else []
    asked = _whose_head_decides(headed, requester_id)
    if asked is None:
        above = headed_units([unit_id])
        above.sort(key=lambda unit: unit.id == unit_id)
        asked = _whose_head_decides(above, requester_id)
    with override("el"):
        name = form.category.content.name
    has_one = bool(posts & {unit.id for unit in headed})
    return Demand(
        asked.id if asked else None,
        None if has_one else min(posts, default=None),
        form.category.id,
        name,
    )


def ask_demanded(viewer: Viewer, ticket: Ticket, demand: Demand, capacity: str) -> None:
    """Ask the head within the act that gave the ticket its category; all read that it was asked.

    Where nobody can be asked, the timeline says so and nothing waits.
    """
    facts = {"category": demand.category_id, "from_unit": demand.in_place_of}
    step = Step.APPROVAL_ASKED if demand.unit_id else Step.APPROVAL_OF_NOBODY
    entry = add_entry(
        record_id=ticket.record_id,
        kind=EntryKind.STEP,
        author=author_for(viewer, None),
        step=step,
        facts={name: value for name, value in {**facts, "unit": demand.unit_id}.items() if value},
    )
    if demand.unit_id is None:
        return
    row = Approval.objects.create(
        ticket=ticket,
        unit_id=demand.unit_id,
        question=_question(demand.category),
        asked_by_id=viewer.person_id or 0,
        asked_at=timezone.now(),
    )
    say(
        ApprovalAsked,
        ticket,
        by=viewer,
        capacity=capacity,
        entry_id=entry.pk,
        changes={"entry": (None, entry.pk), f"approval.{row.pk}": (None, "asked")},
        approval_id=row.pk,
        asked_unit_id=row.unit_id,
    )
    keep_found(ticket)


def _question(category: str) -> str:
    """What the head is asked; in Greek, as all that is kept for everybody."""
    with override("el"):
        words = _("May work begin? The category «%(category)s» needs the approval of the head.")
        return words % {"category": category}


def _whose_head_decides(units: list[UnitFacts], requester_id: int | None) -> UnitFacts | None:
    """The first that has a head who did not ask themselves, else the first of all."""
    for unit in units:
        if any(head.id != requester_id for head in heads_of(unit.id)):
            return unit
    return next(iter(units), None)

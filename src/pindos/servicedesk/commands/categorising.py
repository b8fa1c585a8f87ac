"""Saying what kind of thing a ticket is about, or correcting it."""

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.servicedesk.commands.demanding import ask_demanded, demanded
from pindos.servicedesk.commands.filling import Answers, filled, keep_answers
from pindos.servicedesk.commands.moving import move_ticket
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.commands.turn import Turn
from pindos.servicedesk.events import TicketCategorised
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import acts_open_to, was_asked
from pindos.servicedesk.queries.acts import unit_for
from pindos.servicedesk.terms import Act, Step


@transaction.atomic
def categorise_ticket(
    *,
    viewer: Viewer,
    ticket_id: int,
    category: str,
    answers: Answers | None = None,
    reroute: bool = False,
    version: int | None = None,
) -> Ticket:
    """Give a ticket its category; the answers to a former form stay with it.

    With ``reroute`` it moves at once to the unit that is competent for the category, if that is
    another one. A category that needs the approval of a head asks for it, where nobody was asked
    yet. Refuses a category that cannot be chosen, and answers that do not fit.
    """
    sent = Sent()
    form = filled(viewer, sent, category, answers, are_all_needed=False)
    if form is None and not sent.faults:
        sent.faults["category"] = _("Choose the category.")
    sent.check()
    assert form is not None
    turn = Turn(viewer, ticket_id, Act.CATEGORISE)
    ticket = turn.ticket
    turn.go(version)
    if ticket.category_version_id != form.category.version_id or form.answers:
        ticket.category_id = form.category.id
        ticket.category_version_id = form.category.version_id
        keep_answers(ticket, form, turn.now)
        entry_id = turn.step(Step.CATEGORISED, category=form.category.id)
        turn.say(
            TicketCategorised,
            entry_id=entry_id,
            category_id=form.category.id,
            changes={"answers": (None, form.answers or None)},
        )
        demand = demanded(form, ticket.requester_id, ticket.unit_id)
        if demand and not was_asked(ticket):
            ask_demanded(viewer, ticket, demand, turn.capacity)
    return _rerouted(viewer, ticket, form.category.name) if reroute else ticket


def _rerouted(viewer: Viewer, ticket: Ticket, category: str) -> Ticket:
    unit = unit_for(ticket)
    if unit is None or unit.unit_id == ticket.unit_id:
        return ticket
    if Act.MOVE.value not in acts_open_to(viewer, ticket):
        words = _("The ticket cannot be moved now. Correct the category only.")
        raise Invalid({"reroute": words})
    reason = _("For «%(category)s» the unit is competent: %(unit)s.") % {
        "category": category,
        "unit": unit.unit_name,
    }
    return move_ticket(viewer=viewer, ticket_id=ticket.pk, unit=unit.unit_key, reason=reason)
